package io.chatroom.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a room. All its members receive the same events in the same order.
 */
public sealed interface RoomEvent {

	/**
	 * A client got a name, or a member came from another room.
	 *
	 * @param name the name
	 * @param address the client's address, or null if members may not see it
	 * @param room the name of this room if the member came from another; null if the
	 * client got its name here
	 */
	record Joined(String name, @Nullable String address, @Nullable String room) implements RoomEvent {

		/**
		 * Creates the event of a client that got its name.
		 */
		public Joined(String name, @Nullable String address) {
			this(name, address, null);
		}

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

	/** A member changed the topic; an empty text is none. */
	record TopicSet(String from, String text) implements RoomEvent {
	}

	/** A member went to another room. */
	record Moved(String name, String to) implements RoomEvent {
	}

	/**
	 * An operator removed a member, who left.
	 *
	 * @param name the member's name
	 * @param by the operator's name, {@code server} for one outside the chat
	 * @param reason why, or empty
	 */
	record Removed(String name, String by, String reason) implements RoomEvent {
	}

	/** A member left. */
	record Left(String name) implements RoomEvent {
	}

}
