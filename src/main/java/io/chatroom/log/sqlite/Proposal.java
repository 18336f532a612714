package io.chatroom.log.sqlite;

import io.chatroom.log.Proposed;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits for its number.
 *
 * @param room the room
 * @param client the client's id, or null if the event is about none
 * @param event the event
 * @param since when the line was read that led to it, as {@link System#nanoTime()}
 * @param proposedAt when it was proposed, on the same clock
 */
record Proposal(OpenRoom room, @Nullable String client, RoomEvent event, long since,
		long proposedAt) implements Proposed {

	/**
	 * Returns whether it is refused when it cannot be stored. Other events wait: the
	 * client has ended or moves, or nobody would know of the refusal.
	 */
	boolean isLine() {
		return this.client != null
				&& (this.event instanceof Said || this.event instanceof Emoted || this.event instanceof TopicSet);
	}

}
