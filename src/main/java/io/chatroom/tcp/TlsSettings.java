package io.chatroom.tcp;

import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;

/**
 * What the TLS port is told by whoever sets it up.
 *
 * @param engines makes the engine of each new connection
 * @param handshakeTimeout how long a peer has to shake hands
 * @param notTls the line that a peer is sent that speaks something else
 */
public record TlsSettings(Supplier<SSLEngine> engines, Duration handshakeTimeout, String notTls) {
}
