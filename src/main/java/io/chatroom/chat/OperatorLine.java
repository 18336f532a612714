package io.chatroom.chat;

import java.nio.charset.StandardCharsets;

import io.chatroom.protocol.SafeText;

/**
 * What an operator says: one line like others, that cannot paint on anyone's screen.
 * Pure.
 */
final class OperatorLine {

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
		if (!SafeText.isSafe(line)) {
			throw new IllegalArgumentException("The " + what + " has a character that is not for people to see.");
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
