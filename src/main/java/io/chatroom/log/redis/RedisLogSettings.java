package io.chatroom.log.redis;

import java.time.Duration;

/**
 * The settings of a {@link RedisRoomLog}.
 *
 * @param roomEvents maximum number of entries of a room that are handed over when it
 * opens, about
 * @param roomBytes maximum length of these in bytes, about
 * @param keep how long entries are kept
 */
public record RedisLogSettings(int roomEvents, long roomBytes, Duration keep) {

}
