package io.chatroom.tcp.out;

import java.time.Duration;

/**
 * When a client is evicted that reads too slowly.
 *
 * @param maxBytes the most bytes that may be queued for one client
 * @param stallTimeout how long a full socket may take nothing
 */
public record OutboxLimits(long maxBytes, Duration stallTimeout) {
}
