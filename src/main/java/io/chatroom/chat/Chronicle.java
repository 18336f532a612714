package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;

import io.chatroom.protocol.RoomEvent;

/**
 * The one place where the room changes: what happens is numbered, kept, and told to all.
 * Guarded by the room's lock.
 */
final class Chronicle {

	private final Room room;

	private final History history;

	private final InstantSource clock;

	private final Announcer announcer;

	Chronicle(Room room, History history, InstantSource clock, Announcer announcer) {
		this.room = room;
		this.history = history;
		this.clock = clock;
		this.announcer = announcer;
	}

	/**
	 * Lets something happen.
	 * @param client the client that it is about, empty if it is about none
	 * @return when it did
	 */
	Instant happen(String client, RoomEvent event) {
		this.room.apply(client, event);
		KeptEvent kept = this.history.add(Instant.ofEpochMilli(this.clock.millis()), event);
		this.announcer.tellAll(kept);
		return kept.stamped().at();
	}

}
