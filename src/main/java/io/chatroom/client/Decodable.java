package io.chatroom.client;

import java.util.Locale;

/**
 * Checks arguments and variables for characters that the locale cannot decode. Java
 * replaces such characters with U+FFFD.
 */
public final class Decodable {

	private static final char UNDECODABLE = '\ufffd';

	private Decodable() {
	}

	/**
	 * Returns the given argument or variable unchanged.
	 * @throws IllegalArgumentException with a message for the user if it contains U+FFFD
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
