package io.chatroom.chat;

import java.time.Instant;

/**
 * One who is in the room.
 *
 * @param client the client's id
 * @param name its name
 * @param address its address
 * @param since when it came in
 */
public record Member(String client, String name, String address, Instant since) {

}
