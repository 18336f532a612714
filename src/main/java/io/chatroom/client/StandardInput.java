package io.chatroom.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard input of this process.
 */
final class StandardInput {

	private static final Path LINK = Path.of("/proc/self/fd/0");

	private StandardInput() {
	}

	/**
	 * Returns whether the process was started without a standard input. The JVM then
	 * opens one of its own files under that descriptor, which must not be read as input.
	 */
	static boolean isClosed() throws IOException {
		Path java = Path.of(System.getProperty("java.home")).toRealPath();
		return Files.isSymbolicLink(LINK) && Files.readSymbolicLink(LINK).startsWith(java);
	}

}
