package io.chatroom.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Programs that a test runs, which may not be on this machine.
 */
public final class Programs {

	private Programs() {
	}

	/**
	 * Skips the test unless all of them are installed. {@code .ci/run} installs them, and
	 * fails on a skip.
	 */
	public static void assumeInstalled(String... programs) {
		for (String program : programs) {
			assumeTrue(isInstalled(program), program + " is not installed");
		}
	}

	public static boolean isInstalled(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

}
