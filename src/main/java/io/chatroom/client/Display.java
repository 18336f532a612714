package io.chatroom.client;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

import io.chatroom.protocol.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Shows a conversation. Safe for any thread. Implementations must not call back.
 */
interface Display {

	/** How many lost lines are shown. */
	int MOST_NOT_SAID = 20;

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
	 * event, {@link #show} is called with it afterwards, unless the client has it
	 * already.
	 * @param event the event, null if it is unknown
	 */
	default void raw(String json, @Nullable ServerEvent event) {
	}

	/**
	 * Receives an event that is needed for the prompt or for completion, but not shown: a
	 * welcome, members, rooms or commands.
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
	 * Hides what the user types, until it is called with null.
	 * @param question the prompt meanwhile, null to show again what the user types
	 * @return whether this display can hide it
	 */
	default boolean hide(@Nullable String question) {
		return false;
	}

	/**
	 * Shows a message of the client itself.
	 */
	void notice(String text);

	/**
	 * Shows the first 20 of the lines that are lost.
	 */
	default void notSaid(List<String> lines) {
		lines.stream().limit(MOST_NOT_SAID).forEach((line) -> notice("Not said: " + line));
		if (lines.size() > MOST_NOT_SAID) {
			notice(String.format(Locale.ROOT, "Not said: and %d more.", lines.size() - MOST_NOT_SAID));
		}
	}

	/**
	 * Shows all lines that the user typed and the server has not confirmed, oldest first.
	 */
	void pending(List<String> unsent);

	/**
	 * Ends the conversation and releases the terminal.
	 */
	void closed();

}
