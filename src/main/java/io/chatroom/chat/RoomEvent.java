package io.chatroom.chat;

/**
 * What happened in the room, of which everyone sees the same in the same order.
 */
sealed interface RoomEvent {

	/**
	 * A client got a name.
	 */
	record Joined(String client, Name name, String address) implements RoomEvent {
	}

	/**
	 * A member said something.
	 */
	record Said(Name name, String text) implements RoomEvent {
	}

	/**
	 * A member does something.
	 */
	record Emoted(Name name, String action) implements RoomEvent {
	}

	/**
	 * A member took another name.
	 */
	record Renamed(String client, Name from, Name to) implements RoomEvent {
	}

	/**
	 * An operator said something to all.
	 */
	record Announced(String text) implements RoomEvent {

	}

	/**
	 * A member has gone.
	 */
	record Left(String client, Name name) implements RoomEvent {
	}

}
