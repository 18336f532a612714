package io.chatroom.client;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The encoding of a terminal: the locale's. In the C locale, which is what a shell has
 * that was given none, Java assumes ASCII; a terminal then takes UTF-8 all the same.
 */
final class TerminalEncoding {

	private TerminalEncoding() {
	}

	/**
	 * Returns the encoding of what is typed.
	 */
	static Charset ofInput() {
		return of(System.getProperty("stdin.encoding"));
	}

	/**
	 * Returns the encoding of what is shown.
	 */
	static Charset ofOutput() {
		return of(System.getProperty("stdout.encoding"));
	}

	/**
	 * Returns a stream that loses no character in the C locale.
	 */
	static PrintStream of(PrintStream stream) {
		Charset encoding = of(stream.charset().name());
		return encoding.equals(stream.charset()) ? stream : new PrintStream(stream, true, encoding);
	}

	/**
	 * Returns an encoding by the name that Java has for the locale's.
	 */
	static Charset of(@Nullable String name) {
		Charset encoding = (name != null) ? Charset.forName(name, StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
		return encoding.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : encoding;
	}

}
