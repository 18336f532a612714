package io.chatroom.chat;

import java.nio.charset.StandardCharsets;

import io.chatroom.protocol.SafeText;

/**
 * Validates an operator's line: not empty, not too long, no control characters. Pure.
 */
final class OperatorLine {

	private OperatorLine() {
	}

	/**
	 * Returns the line as {@link #of} does, or an empty one for a blank text.
	 */
	static String orEmpty(String what, String text, int maxLength) {
		return text.isBlank() ? "" : of(what, text, maxLength);
	}

	/**
	 * Returns the line without the blanks around it.
	 * @param what what the message calls it
	 * @param maxLength maximum length in bytes
	 * @throws IllegalArgumentException when it is invalid, with a message for the
	 * operator
	 */
	static String of(String what, String text, int maxLength) {
		String line = text.strip();
		if (line.isEmpty()) {
			throw new IllegalArgumentException("The " + what + " is empty.");
		}
		if (!SafeText.isSafe(line)) {
			throw new IllegalArgumentException("The " + what + " has a control character.");
		}
		if (SafeText.hasStackedMarks(line)) {
			throw new IllegalArgumentException("The " + what + " has more than 8 combining marks in a row.");
		}
		if (line.getBytes(StandardCharsets.UTF_8).length > maxLength) {
			throw new IllegalArgumentException("The " + what + " is over " + maxLength + " bytes.");
		}
		return line;
	}

}
