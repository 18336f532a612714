package io.chatroom.log.redis;

import java.time.Duration;

/**
 * How nodes find out that one is dead.
 *
 * @param lease a node that is silent for so long is dead
 * @param beat how often a node renews its lease
 * @param patience how long the engine may be away before clients are sent away
 */
public record LeaseSettings(Duration lease, Duration beat, Duration patience) {

}
