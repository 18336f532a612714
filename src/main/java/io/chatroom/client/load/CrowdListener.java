package io.chatroom.client.load;

import java.nio.ByteBuffer;

/** Is told what the crowd receives, on the load thread. */
interface CrowdListener {

	CrowdListener NONE = new CrowdListener() {
	};

	/** A load line has come; false when it is none of this run's. */
	default boolean arrived(LoadClient client, long id, long now) {
		return false;
	}

	/** Another line, at {@code [from, to)}, has come to a client that is in the room. */
	default void heardOther(LoadClient client, ByteBuffer buffer, int from, int to) {
	}

	/** All that one read gave has been told. */
	default void readDone(long now) {
	}

	/** A client's connection has ended, and not because this side closed it. */
	default void ended(LoadClient client, String reason) {
	}

}
