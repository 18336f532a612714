package io.chatroom.client;

import java.io.UncheckedIOException;
import java.util.List;

/**
 * Shows a conversation. Any thread; nothing of it may call back.
 */
interface Display {

	/**
	 * Shows what the server says.
	 * @throws UncheckedIOException when nothing can be shown any more
	 */
	void show(ServerEvent event);

	/**
	 * Takes a line of the structured mode as it came, before {@link #show} gets what it
	 * says, if it says anything that is known.
	 */
	default void raw(String json) {
	}

	/**
	 * Takes what is not to be shown, but to be known: who is here, and the commands.
	 */
	default void learn(ServerEvent event) {
	}

	/**
	 * Returns whether it completes commands, which it has to learn for that.
	 */
	default boolean completes() {
		return false;
	}

	/**
	 * Shows when the next try to come back is.
	 * @param seconds until then, 0 while it lasts; negative when there is none any more
	 */
	default void retry(long seconds) {
	}

	/**
	 * Shows what the client itself has to say.
	 */
	void notice(String text);

	/**
	 * Shows what was typed and has not come back yet, all of it, the oldest first.
	 */
	void pending(List<String> unsent);

	/**
	 * The conversation is over.
	 */
	void closed();

}
