package io.chatroom.chat;

import io.chatroom.protocol.Reply;

/**
 * The result of a request for a room: the room, or why the member does not get there.
 */
sealed interface RoomChoice permits Room, RoomChoice.Denied {

	/**
	 * No room.
	 *
	 * @param reply what the member is told
	 */
	record Denied(Reply reply) implements RoomChoice {
	}

}
