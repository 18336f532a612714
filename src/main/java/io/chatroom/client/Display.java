package io.chatroom.client;

import java.io.UncheckedIOException;
import java.util.List;

import io.chatroom.protocol.ServerEvent;

/**
 * Shows a conversation. Safe for any thread. Implementations must not call back.
 */
interface Display {

	/**
	 * Shows an event from the server.
	 * @throws UncheckedIOException if the output can no longer be written
	 */
	void show(ServerEvent event);

	/**
	 * Shows a line from a server without JSON mode.
	 */
	default void text(String line) {
		notice(line);
	}

	/**
	 * Receives a line of the JSON mode as the server sent it. If the line holds a known
	 * event, {@link #show} is called with it afterwards.
	 */
	default void raw(String json) {
	}

	/**
	 * Receives an event that is needed for completion but not shown: members or commands.
	 */
	default void learn(ServerEvent event) {
	}

	/**
	 * Returns whether this display completes commands, and therefore needs the list of
	 * them.
	 */
	default boolean completes() {
		return false;
	}

	/**
	 * Shows when the client next tries to reconnect.
	 * @param seconds the seconds until then; 0 during the attempt; negative to show
	 * nothing
	 */
	default void retry(long seconds) {
	}

	/**
	 * Shows a message of the client itself.
	 */
	void notice(String text);

	/**
	 * Shows all lines that the user typed and the server has not confirmed, oldest first.
	 */
	void pending(List<String> unsent);

	/**
	 * Ends the conversation and releases the terminal.
	 */
	void closed();

}
