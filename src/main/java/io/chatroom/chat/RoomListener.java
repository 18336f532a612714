package io.chatroom.chat;

import java.util.List;

/**
 * Receives what a {@link RoomLog} has decided about a room. It must not call the log.
 */
@FunctionalInterface
public interface RoomListener {

	/**
	 * Receives the next entries.
	 */
	void ordered(List<Entry> entries);

	/**
	 * A line could not be stored: it has no number, and will have none.
	 * @param client the id of the client that sent it
	 */
	default void refused(String client) {
		// a log that stores nothing refuses nothing
	}

}
