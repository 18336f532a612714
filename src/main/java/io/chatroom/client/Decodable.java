package io.chatroom.client;

import java.util.Locale;

/**
 * Looks at what the program was given by the operating system: in a locale that does not
 * have a character Java puts U+FFFD in its place.
 */
public final class Decodable {

	private static final char UNDECODABLE = '\ufffd';

	private Decodable() {
	}

	/**
	 * Returns a word of the command line, or a variable with its value.
	 * @throws IllegalArgumentException when a character of it is lost, with a message for
	 * the user
	 */
	public static String require(String word) {
		if (!is(word)) {
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"'%s' has characters that this locale cannot decode: set LANG=C.UTF-8 (and unset LC_ALL).", word));
		}
		return word;
	}

	static boolean is(String text) {
		return text.indexOf(UNDECODABLE) < 0;
	}

}
