package io.chatroom.chat;

import java.time.InstantSource;

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

	void happen(RoomEvent event) {
		this.room.apply(event);
		this.announcer.tellAll(this.history.add(this.clock.millis(), event));
	}

}
