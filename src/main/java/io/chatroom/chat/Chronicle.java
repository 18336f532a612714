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

	/**
	 * Lets something happen.
	 * @return when it did, in milliseconds since 1970
	 */
	long happen(RoomEvent event) {
		this.room.apply(event);
		Stamped stamped = this.history.add(this.clock.millis(), event);
		this.announcer.tellAll(stamped);
		return stamped.at();
	}

}
