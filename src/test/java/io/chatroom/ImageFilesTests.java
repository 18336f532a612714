package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that runs in a container depends on the modes that a clone's files have, nor on
 * their labels where there is SELinux.
 */
class ImageFilesTests {

	@ParameterizedTest
	@ValueSource(strings = { "docker-compose.yml", "deploy/cluster/docker-compose.yml" })
	void composeMountsNothingOfTheClone(String file) {
		assertThat(lines(file)).noneMatch((line) -> line.strip().matches("- \"?[./~].*:.*"));
	}

	@Test
	void imageTakesFilesOfTheCloneByWayOfTheBuildStage() {
		List<String> lines = lines("Dockerfile");
		List<String> runtime = lines.subList(lines.indexOf("FROM eclipse-temurin:25-jre AS runtime"), lines.size());
		assertThat(runtime).filteredOn((line) -> line.startsWith("COPY "))
			.hasSizeGreaterThan(3)
			.allMatch((line) -> line.startsWith("COPY --from="));
		assertThat(lines).contains("RUN chmod 0755 image/train && chmod 0644 image/jvm.options");
	}

	@Test
	void imagesOfPrometheusAndGrafanaCanReadTheirFiles() {
		assertThat(List.of("deploy/prometheus/Dockerfile", "deploy/grafana/Dockerfile")).allSatisfy((file) -> {
			List<String> lines = lines(file);
			assertThat(lines.getLast()).startsWith("RUN chmod 0644 /etc/");
			// these run as users without rights, who change the mode of their own files
			// alone
			assertThat(lines).filteredOn((line) -> line.startsWith("COPY "))
				.isNotEmpty()
				.allMatch((line) -> line.matches("COPY --chown=[1-9].*"));
		});
	}

	@Test
	void imagesOfTheClusterCanReadTheirFiles() {
		List<String> lines = lines("deploy/cluster/Dockerfile");
		assertThat(lines).filteredOn((line) -> line.startsWith("COPY "))
			.hasSameSizeAs(lines.stream().filter((line) -> line.startsWith("FROM ")).toList())
			.hasSameSizeAs(lines.stream().filter((line) -> line.startsWith("RUN chmod 0644 /")).toList())
			.allMatch((line) -> line.matches("COPY --chown=[1-9].*"));
	}

	@Test
	void everythingThatBelongsToAnImageIsInIt() {
		String all = String.join("\n", Stream
			.of("Dockerfile", "deploy/prometheus/Dockerfile", "deploy/grafana/Dockerfile", "deploy/cluster/Dockerfile")
			.flatMap((file) -> lines(file).stream())
			.toList());
		assertThat(Stream.of("cluster", "grafana", "image", "prometheus").flatMap((name) -> walk(name).stream()))
			.filteredOn(Files::isRegularFile)
			.hasSizeGreaterThan(6)
			.filteredOn((file) -> !file.endsWith("Dockerfile") && !file.endsWith("docker-compose.yml")
					&& !file.startsWith("deploy/prometheus/tests"))
			.allMatch((file) -> all.contains(file.getFileName().toString()));
	}

	@Test
	void composeAsksForHealthAsImageDoes() {
		String image = String.join(" ", lines("Dockerfile"));
		String compose = String.join(" ", lines("docker-compose.yml")).replaceAll("\\s+", " ");
		String command = image.substring(image.indexOf("CMD [", image.indexOf("HEALTHCHECK")),
				image.indexOf("ENTRYPOINT"));
		List<String> words = Pattern.compile("\"([^\"]+)\"")
			.matcher(command)
			.results()
			.map((word) -> word.group(1))
			.toList();
		assertThat(words).contains("java", "healthcheck");
		String asked = compose.substring(compose.indexOf("sleep 9; ") + 9, compose.indexOf(" && : > /dev/shm/healthy"));
		assertThat(asked.split(" ")).containsSubsequence(words);
	}

	private static List<Path> walk(String directory) {
		try (Stream<Path> files = Files.walk(Path.of("deploy", directory))) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> lines(String file) {
		try {
			return Files.readAllLines(Path.of(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
