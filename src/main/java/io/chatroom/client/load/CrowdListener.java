package io.chatroom.client.load;

import java.nio.ByteBuffer;

/** Receives what the clients read. Called on the load thread. */
interface CrowdListener {

	CrowdListener NONE = new CrowdListener() {
	};

	/** A load line has arrived. Returns false if it is not from this run. */
	default boolean arrived(LoadClient client, long id, long now) {
		return false;
	}

	/**
	 * Another line, at {@code [from, to)}, has arrived at a client that is in the room.
	 */
	default void heardOther(LoadClient client, ByteBuffer buffer, int from, int to) {
	}

	/** All lines of one read have been passed on. */
	default void readDone(long now) {
	}

	/** A connection has ended that this side did not close. */
	default void ended(LoadClient client, String reason) {
	}

}
