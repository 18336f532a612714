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

}
