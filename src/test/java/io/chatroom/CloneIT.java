package io.chatroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A clone works however it was made: on Windows, whose git ends lines with CRLF, and with
 * a umask that lets nobody else read.
 */
class CloneIT {

	@Test
	void scriptsKeepTheirLineEnds() throws Exception {
		assumeTrue(isClone());
		List<String> command = new ArrayList<>(List.of("git", "check-attr", "eol", "--"));
		command.addAll(scripts());
		assertThat(command).contains("mvnw", "bin/chatroom", ".ci/run", "deploy/image/train");
		assertThat(run(Path.of("."), command.toArray(String[]::new)).lines()).hasSize(command.size() - 4)
			.allMatch((line) -> line.endsWith(": eol: lf"));
	}

	/** Whether git knows this directory, and trusts whose it is. */
	private static boolean isClone() throws Exception {
		return new ProcessBuilder("git", "rev-parse").start().waitFor() == 0;
	}

	private static List<String> scripts() throws Exception {
		return run(Path.of("."), "git", "ls-files").lines().filter((file) -> {
			try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.ISO_8859_1)) {
				return lines.findFirst().orElse("").startsWith("#!");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).toList();
	}

	@Test
	void cloneOfAnySortPassesTheQuickPartOfTheBuild(@TempDir Path directory) throws Exception {
		assumeTrue(isClone());
		Path clone = directory.resolve("clone");
		run(Path.of("."), "sh", "-c", "umask 077; exec git clone -q -c core.autocrlf=true . \"$1\"", "sh",
				clone.toString());
		assertThat(run(clone, "git", "ls-files", "--eol").lines()).isNotEmpty()
			.noneMatch((line) -> line.contains("w/crlf") || line.contains("w/mixed"));
		assertThat(run(clone, "sh", "-c", "umask 077; exec ./mvnw -B -o -q validate")).doesNotContain("ERROR");
	}

	private static String run(Path directory, String... command) throws Exception {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		String output = process.inputReader().readAllAsString();
		assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
		return output;
	}

}
