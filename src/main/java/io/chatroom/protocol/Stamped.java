package io.chatroom.protocol;

import java.time.Instant;

/**
 * An event of a room with its number and its time.
 *
 * @param room the room's name
 * @param seq its number, from 1 without gaps
 * @param at when it happened; only milliseconds are sent
 * @param event what happened
 */
public record Stamped(String room, long seq, Instant at, RoomEvent event) implements ServerEvent {

}
