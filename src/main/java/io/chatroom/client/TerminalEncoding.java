package io.chatroom.client;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of the terminal, which is the locale's. In the C locale Java assumes
 * ASCII, but terminals accept UTF-8, so UTF-8 is used.
 */
final class TerminalEncoding {

	private TerminalEncoding() {
	}

	/**
	 * Returns the encoding of the keyboard input.
	 */
	static Charset ofInput() {
		return of(System.getProperty("stdin.encoding"));
	}

	/**
	 * Returns the encoding of the output.
	 */
	static Charset ofOutput() {
		return of(System.getProperty("stdout.encoding"));
	}

	/**
	 * Returns a stream that can print all characters, even in the C locale.
	 */
	static PrintStream of(PrintStream stream) {
		Charset encoding = of(stream.charset().name());
		return encoding.equals(stream.charset()) ? stream : new PrintStream(stream, true, encoding);
	}

	/**
	 * Returns the encoding with Java's name for it, and UTF-8 for ASCII, null or an
	 * unknown name.
	 */
	static Charset of(@Nullable String name) {
		Charset encoding = (name != null) ? Charset.forName(name, StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
		return encoding.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : encoding;
	}

}
