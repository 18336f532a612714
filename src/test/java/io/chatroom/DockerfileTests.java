package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the image's Dockerfile must say.
 */
class DockerfileTests {

	@Test
	void healthCheckRunsWithoutTheOptionsOfTheService() throws Exception {
		String file = Files.readString(Path.of("Dockerfile")).replaceAll("\\\\\\R\\s*", "");
		List<String> checks = file.lines().filter((line) -> line.startsWith("HEALTHCHECK ")).toList();
		assertThat(checks).singleElement()
			.asString()
			.contains(
					"CMD [\"env\", \"-u\", \"JAVA_TOOL_OPTIONS\", \"-u\", \"JDK_JAVA_OPTIONS\", \"-u\", \"_JAVA_OPTIONS\", \"java\",");
	}

	@Test
	void roomsAreInVolumeOfTheUser() throws Exception {
		List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
		assertThat(lines).containsSubsequence("RUN install -d -o 10001 -g 10001 -m 0700 /data", "VOLUME /data",
				"USER 10001:10001");
		assertThat(lines).filteredOn((line) -> line.startsWith("ENV "))
			.singleElement()
			.asString()
			.contains(" CHAT_DATA_DIRECTORY=/data", " SQLITE_TMPDIR=/data");
		assertThat(Files.readString(Path.of("docker-compose.yml"))).contains("- chatroom-data:/data\n",
				"\nvolumes:\n  chatroom-data:\n");
	}

	@Test
	void libraryIsWhereTheServiceLooks() throws Exception {
		assertThat(Files.readAllLines(Path.of("Dockerfile"))).containsSubsequence("WORKDIR /chatroom",
				"COPY --from=build /build/libsqlitejdbc.so ./");
		assertThat(Files.readAllLines(Path.of("deploy/image/jvm.options"))).contains("-Dorg.sqlite.lib.path=/chatroom");
	}

}
