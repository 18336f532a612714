package io.chatroom.tcp.tls;

import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;

/**
 * How an endpoint speaks TLS.
 *
 * @param engines creates the engine of each new connection
 * @param handshakeTimeout the time that a client has for the handshake
 */
public record TlsSettings(Supplier<SSLEngine> engines, Duration handshakeTimeout) {
}
