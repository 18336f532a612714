package io.chatroom.client;

import io.chatroom.protocol.Reply.Renewed;
import org.jspecify.annotations.Nullable;

/**
 * The last event that the client has seen, as the server numbers it. It is all that a
 * server needs to send the events after it. Used by the reader thread only.
 */
final class Position {

	/** The room that numbers its events under the epoch. */
	private String room = "";

	private @Nullable String epoch;

	private long seq;

	/**
	 * Returns the room of the event, empty before the client has joined.
	 */
	String room() {
		return this.room;
	}

	/**
	 * Returns the epoch, null before the client has joined.
	 */
	@Nullable String epoch() {
		return this.epoch;
	}

	/**
	 * Returns the number of the event.
	 */
	long seq() {
		return this.seq;
	}

	void saw(long seq) {
		this.seq = Math.max(this.seq, seq);
	}

	/**
	 * Starts the event numbers again, under the epoch of another room or of a restarted
	 * server.
	 */
	void startOver(String epoch) {
		this.epoch = epoch;
		this.seq = 0;
	}

	/**
	 * Notes that the client has joined, perhaps where it was before.
	 */
	void joined(String room, String epoch, long seq) {
		if (this.epoch == null) {
			startOver(epoch);
		}
		saw(seq);
		this.room = room;
	}

	/**
	 * Notes that the client has moved to another room.
	 */
	void moved(String room, String epoch, long seq) {
		startOver(epoch);
		saw(seq);
		this.room = room;
	}

	/**
	 * Continues after an event under another epoch: the later ones are lost.
	 */
	void renewed(Renewed renewed) {
		if (this.epoch != null && renewed.room().equals(this.room)) {
			startOver(renewed.epoch());
			saw(renewed.seq());
		}
	}

}
