package io.chatroom.log;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Left;

/**
 * An event that waits for its number.
 */
public interface Proposed {

	RoomEvent event();

	/**
	 * Returns whether its thread may wait until there is place for it. A leave never
	 * waits: there is at most one for each client, and the thread may hold a lock.
	 */
	default boolean mayWait() {
		return !(event() instanceof Left);
	}

	/**
	 * Returns about how many characters it has.
	 */
	default int length() {
		EventRow row = EventRow.of(event());
		return row.who().length() + ((row.what() != null) ? row.what().length() : 0);
	}

}
