package io.chatroom.log.sqlite;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Left;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits for its number.
 *
 * @param room the room
 * @param client the client's id, or null if the event is about none
 * @param event the event
 * @param since when the line was read that led to it, as {@link System#nanoTime()}
 */
record Proposal(OpenRoom room, @Nullable String client, RoomEvent event, long since) {

	/**
	 * Returns whether its thread may wait until there is place for it. A leave never
	 * waits: there is at most one for each client, and the thread may hold a lock.
	 */
	boolean mayWait() {
		return !(this.event instanceof Left);
	}

	/**
	 * Returns about how many characters it has.
	 */
	int length() {
		EventRow row = EventRow.of(this.event);
		return row.who().length() + ((row.what() != null) ? row.what().length() : 0);
	}

}
