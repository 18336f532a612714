package io.chatroom.chat;

import java.time.Instant;

/**
 * One who is in a room.
 *
 * @param room the room's name
 * @param client the client's id
 * @param name its name
 * @param address its address
 * @param since when it joined
 */
public record Member(String room, String client, String name, String address, Instant since) {

	Member renamed(String to) {
		return new Member(this.room, this.client, to, this.address, this.since);
	}

}
