package io.chatroom.chat;

import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A row of the command table.
 *
 * @param word the command's word, with its {@code #}
 * @param arguments what must follow it
 * @param purpose what it does
 * @param reading makes the command of what follows the word; gives null when something is
 * missing
 */
record Usage(String word, String arguments, String purpose, Function<String, @Nullable Command> reading) {

	private static final Set<String> FOR_NEWCOMERS = Set.of("#quit", "#format", "#resume");

	/**
	 * Returns whether it is for those, too, that have no name.
	 */
	boolean needsNoName() {
		return FOR_NEWCOMERS.contains(this.word);
	}

	@Override
	public String toString() {
		return (this.word + " " + this.arguments).strip();
	}

}
