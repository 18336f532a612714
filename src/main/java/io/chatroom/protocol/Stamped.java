package io.chatroom.protocol;

import java.time.Instant;

/**
 * An event of the room with its number and its time.
 *
 * @param seq its number, from 1 without gaps
 * @param at when it happened; only milliseconds are sent
 * @param event what happened
 */
public record Stamped(long seq, Instant at, RoomEvent event) implements ServerEvent {

}
