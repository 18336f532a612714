package io.chatroom.client;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints lines to stdout in UTF-8, regardless of the locale, and flushes each.
 */
record PlainOutput(PrintStream out) {

	void line(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		this.out.write(bytes, 0, bytes.length);
		// checkError also flushes
		if (this.out.checkError()) {
			throw new UncheckedIOException("The output can no longer be written.", new IOException());
		}
	}

}
