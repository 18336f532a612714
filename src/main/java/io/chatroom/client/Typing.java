package io.chatroom.client;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The source of typed lines. One thread reads from it.
 */
@FunctionalInterface
interface Typing {

	/**
	 * Waits for a line.
	 * @return the line without its end, null at the end of the input
	 */
	@Nullable String readLine() throws IOException;

	/**
	 * Returns whether the last line was hidden when it was entered.
	 */
	default boolean wasHidden() {
		return false;
	}

	/**
	 * Returns whether a line was left out because it is invalid. Such a line has been
	 * reported.
	 */
	default boolean leftOut() {
		return false;
	}

}
