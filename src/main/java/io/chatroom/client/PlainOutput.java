package io.chatroom.client;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Lines on the standard output, in UTF-8 whatever the machine has, each at once.
 */
record PlainOutput(PrintStream out) {

	void line(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		this.out.write(bytes, 0, bytes.length);
		// checkError flushes, too
		if (this.out.checkError()) {
			throw new UncheckedIOException("The output can no longer be written.", new IOException());
		}
	}

}
