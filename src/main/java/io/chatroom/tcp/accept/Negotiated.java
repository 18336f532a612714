package io.chatroom.tcp.accept;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a client before its first line.
 *
 * @param address the client's own address, also when a proxy has connected for it
 * @param isCheck whether a proxy has connected for itself, to check the service
 * @param isSecured whether a TLS handshake has succeeded
 * @param isPrivate whether nobody on a network can read what the client sends, so that it
 * may send a password: it has connected through TLS, to us or to the proxy, or does not
 * leave this machine
 * @param certificate the SHA-256 fingerprint, in lower-case hexadecimal digits, of the
 * certificate that the client has shown in the TLS handshake; null when there was none
 * @param account the account for which a program acts over HTTP; null for all other
 * clients
 */
public record Negotiated(InetAddress address, boolean isCheck, boolean isSecured, boolean isPrivate,
		@Nullable String certificate, @Nullable String account) {
}
