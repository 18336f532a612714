package io.chatroom.chat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What an operator says: one line like others, that cannot paint on anyone's screen.
 * Pure.
 */
final class OperatorLine {

	/**
	 * Controls but tabs, line separators, and the bidirectional controls of Unicode Annex
	 * 9.
	 */
	private static final Pattern UNSAFE = Pattern
		.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069&&[^\\t]]");

	/**
	 * More marks on one letter than a line may have: they would cover the lines around.
	 */
	private static final Pattern STACKED = Pattern.compile("(?:\\p{M}\\p{Cf}*+){9}");

	private OperatorLine() {
	}

	/**
	 * Returns the line as it is said.
	 * @param what what it is, for the sentence
	 * @param maxLength the longest that is accepted, in bytes
	 * @throws IllegalArgumentException when it is none, in a sentence for the operator
	 */
	static String of(String what, String text, int maxLength) {
		String line = text.strip();
		if (line.isEmpty()) {
			throw new IllegalArgumentException("The " + what + " is empty.");
		}
		if (UNSAFE.matcher(line).find()) {
			throw new IllegalArgumentException("The " + what + " has a character that is not for people to see.");
		}
		if (STACKED.matcher(line).find()) {
			throw new IllegalArgumentException("The " + what + " has more than 8 combining marks in a row.");
		}
		if (line.getBytes(StandardCharsets.UTF_8).length > maxLength) {
			throw new IllegalArgumentException("The " + what + " is over " + maxLength + " bytes.");
		}
		return line;
	}

}
