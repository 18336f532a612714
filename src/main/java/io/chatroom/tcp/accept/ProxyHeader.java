package io.chatroom.tcp.accept;

import java.net.InetSocketAddress;

import io.chatroom.protocol.GatewayKey;
import org.jspecify.annotations.Nullable;

/**
 * The content of a PROXY header (HAProxy's proxy-protocol.txt): for whom the proxy has
 * connected.
 *
 * @param source the client's address, never looked up; null when the connection's own
 * address holds
 * @param isCheck whether the proxy has connected for itself, to check the service
 * @param isTls whether the client has connected to the proxy through TLS
 * @param key the key of the web gateway, null without one
 * @param account the account for which a program acts, null for none. It is true only
 * with the right key.
 */
record ProxyHeader(@Nullable InetSocketAddress source, boolean isCheck, boolean isTls, @Nullable GatewayKey key,
		@Nullable String account) {

	/** The proxy has connected for someone who has no TCP address. */
	static final ProxyHeader OWN = new ProxyHeader(null, false, false, null, null);

	static final ProxyHeader CHECK = new ProxyHeader(null, true, false, null, null);

	ProxyHeader(InetSocketAddress source) {
		this(source, false, false, null, null);
	}

}
