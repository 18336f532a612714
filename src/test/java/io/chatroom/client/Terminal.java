package io.chatroom.client;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Captures the stdout and stderr of a command.
 */
final class Terminal {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

	/**
	 * Buffered, as System.out may be, and with a charset smaller than UTF-8.
	 */
	final PrintStream out = new PrintStream(new BufferedOutputStream(this.printed), false, StandardCharsets.US_ASCII);

	final PrintStream err = new PrintStream(this.complaints, true, StandardCharsets.UTF_8);

	byte[] printedBytes() {
		return this.printed.toByteArray();
	}

	String printed() {
		return this.printed.toString(StandardCharsets.UTF_8);
	}

	String complaints() {
		return this.complaints.toString(StandardCharsets.UTF_8);
	}

}
