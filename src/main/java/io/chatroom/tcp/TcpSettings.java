package io.chatroom.tcp;

import java.time.Duration;

import io.chatroom.tcp.accept.ProxySettings;
import io.chatroom.tcp.line.LineSettings;
import io.chatroom.tcp.out.OutboxLimits;

/**
 * The settings of all connections.
 *
 * @param lines how bytes become lines
 * @param outbox when a client is evicted that reads too slowly
 * @param drainTimeout the time that a closing connection has to take its last lines
 * @param nameDeadline the time that a client has to send a name
 * @param idleTimeout the time that a member may send nothing; zero is no limit
 * @param proxies the proxies that must send a PROXY header
 */
public record TcpSettings(LineSettings lines, OutboxLimits outbox, Duration drainTimeout, Duration nameDeadline,
		Duration idleTimeout, ProxySettings proxies) {
}
