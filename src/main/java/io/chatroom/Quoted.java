package io.chatroom;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Quotes values of settings so that invisible characters show.
 */
final class Quoted {

	private static final Pattern PLAIN = Pattern.compile("[^\\p{C}\\p{Z}\\s\"\\\\\uFFFD]+");

	private Quoted() {
	}

	/**
	 * Returns the value unchanged when all of its characters are visible, else in quotes
	 * and with escapes.
	 */
	static String ifNeeded(String value) {
		return PLAIN.matcher(value).matches() ? value : '"' + escape(value) + '"';
	}

	/**
	 * Returns the text with escapes for invisible characters.
	 */
	static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach((character) -> {
			switch (character) {
				case '\r' -> escaped.append("\\r");
				case '\n' -> escaped.append("\\n");
				case '\t' -> escaped.append("\\t");
				case '"', '\\' -> escaped.append('\\').appendCodePoint(character);
				case ' ' -> escaped.append(' ');
				default -> {
					String one = Character.toString(character);
					if (PLAIN.matcher(one).matches()) {
						escaped.append(one);
					}
					else {
						one.chars().forEach((unit) -> escaped.append(String.format(Locale.ROOT, "\\u%04x", unit)));
					}
				}
			}
		});
		return escaped.toString();
	}

}
