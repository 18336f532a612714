package io.chatroom.tcp.tls;

import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;

/**
 * How an endpoint speaks TLS.
 *
 * @param engines creates the engine of each new connection
 * @param handshakeTimeout the time that a client has for the handshake
 * @param notTls the line that a client receives that does not speak TLS, without its end
 */
public record TlsSettings(Supplier<SSLEngine> engines, Duration handshakeTimeout, String notTls) {
}
