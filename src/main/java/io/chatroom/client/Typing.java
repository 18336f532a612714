package io.chatroom.client;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Where the lines come from. One thread reads them.
 */
@FunctionalInterface
interface Typing {

	/**
	 * Waits for a line.
	 * @return the line without its end, null when there are no more
	 */
	@Nullable String readLine() throws IOException;

	/**
	 * Returns whether there was one that cannot be said; that has been told.
	 */
	default boolean leftOut() {
		return false;
	}

}
