package io.chatroom.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What happened in the room. All members receive the same events in the same order.
 */
public sealed interface RoomEvent {

	/**
	 * A client got a name.
	 *
	 * @param name the name
	 * @param address the client's address, or null if members may not see it
	 */
	record Joined(String name, @Nullable String address) implements RoomEvent {
	}

	/** A member sent a line. */
	record Said(String from, String text) implements RoomEvent {
	}

	/** A member sent an action. */
	record Emoted(String from, String text) implements RoomEvent {
	}

	/** A member changed their name. */
	record Renamed(String from, String to) implements RoomEvent {
	}

	/** An operator sent a line to all. */
	record Announced(String text) implements RoomEvent {
	}

	/** A member left. */
	record Left(String name) implements RoomEvent {
	}

}
