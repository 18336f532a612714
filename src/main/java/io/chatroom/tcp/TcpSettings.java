package io.chatroom.tcp;

import java.time.Duration;
import java.util.function.BiFunction;

/**
 * What the transport is told by whoever sets it up.
 *
 * @param maxLineLength the longest line that is accepted, in bytes, without its end
 * @param outboxBytes how many bytes may wait for one connection
 * @param stallTimeout how long something may wait for a connection whose socket takes
 * nothing
 * @param drainTimeout how long a connection that ends has to take its last lines
 * @param lastWords the line that an evicted connection is sent, as its feed has it
 */
public record TcpSettings(int maxLineLength, long outboxBytes, Duration stallTimeout, Duration drainTimeout,
		BiFunction<Eviction, Feed, String> lastWords) {
}
