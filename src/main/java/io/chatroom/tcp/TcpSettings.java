package io.chatroom.tcp;

import java.time.Duration;

/**
 * What the transport is told by whoever sets it up.
 *
 * @param framing how bytes become lines
 * @param maxLineLength the longest line that is accepted, in bytes, without its end
 * @param outboxBytes how many bytes may wait for one connection
 * @param stallTimeout how long something may wait for a connection whose socket takes
 * nothing
 * @param drainTimeout how long a connection that ends has to take its last lines
 * @param nameDeadline how long a connection has to come in
 * @param idleTimeout how long one that is in may be silent; zero is for ever
 * @param messagesPerSecond how many lines a client may send in a second, on average; zero
 * is any number
 * @param burst how many it may send at once
 * @param proxies who may say for whom it connects
 */
public record TcpSettings(Framing framing, int maxLineLength, long outboxBytes, Duration stallTimeout,
		Duration drainTimeout, Duration nameDeadline, Duration idleTimeout, int messagesPerSecond, int burst,
		ProxySettings proxies) {
}
