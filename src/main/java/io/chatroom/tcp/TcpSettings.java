package io.chatroom.tcp;

import java.time.Duration;

import io.chatroom.tcp.accept.ProxySettings;
import io.chatroom.tcp.line.LineSettings;

/**
 * The settings of all connections.
 *
 * @param lines how bytes become lines
 * @param outboxBytes maximum bytes queued for one connection
 * @param stallTimeout the time that something may be queued for a connection whose socket
 * takes nothing
 * @param drainTimeout the time that a closing connection has to take its last lines
 * @param nameDeadline the time that a client has to send a name
 * @param idleTimeout the time that a member may send nothing; zero is no limit
 * @param proxies the proxies that must send a PROXY header
 */
public record TcpSettings(LineSettings lines, long outboxBytes, Duration stallTimeout, Duration drainTimeout,
		Duration nameDeadline, Duration idleTimeout, ProxySettings proxies) {
}
