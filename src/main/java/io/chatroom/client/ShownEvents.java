package io.chatroom.client;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;

/**
 * Decides which events the user sees. Before the client is in the user's room, the server
 * may send events of another room, and those that the user filters. Used by the reader
 * thread only.
 */
final class ShownEvents {

	private final Standing standing;

	private final Arrival arrival;

	ShownEvents(Standing standing, Arrival arrival) {
		this.standing = standing;
		this.arrival = arrival;
	}

	/**
	 * Returns whether the user sees an event of a room. That the user joined or went is
	 * from the lost connection.
	 */
	boolean has(Stamped event) {
		String me = this.standing.name();
		return switch (event.event()) {
			case Joined joined when joined.name().equals(me) -> false;
			case Moved moved when moved.name().equals(me) -> false;
			case Left left when left.name().equals(me) -> false;
			case RoomEvent other -> (this.arrival.isIn() || this.standing.wants(event.room())) && !isFiltered(event);
		};
	}

	/**
	 * Returns whether the server would not send an event, if it had the user's filter
	 * again already.
	 */
	boolean isFiltered(ServerEvent event) {
		return (!this.arrival.isIn() || this.arrival.isAskingItself()) && this.standing.filter().hides(event);
	}

}
