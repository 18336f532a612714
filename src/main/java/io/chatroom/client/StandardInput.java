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
	 * Returns whether the process was started without one. A file of the JVM's own has
	 * its number then, and would be read in its place.
	 */
	static boolean isClosed() throws IOException {
		Path java = Path.of(System.getProperty("java.home")).toRealPath();
		return Files.isSymbolicLink(LINK) && Files.readSymbolicLink(LINK).startsWith(java);
	}

}
