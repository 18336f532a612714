package io.chatroom.tcp.accept;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * The content of a PROXY header (HAProxy's proxy-protocol.txt): for whom the proxy has
 * connected.
 *
 * @param source the client's address, never looked up; null when the connection's own
 * address holds
 * @param isCheck whether the proxy has connected for itself, to check the service
 * @param isTls whether the client has connected to the proxy through TLS
 */
record ProxyHeader(@Nullable InetSocketAddress source, boolean isCheck, boolean isTls) {

	/** The proxy has connected for someone who has no TCP address. */
	static final ProxyHeader OWN = new ProxyHeader(null, false, false);

	static final ProxyHeader CHECK = new ProxyHeader(null, true, false);

	ProxyHeader(InetSocketAddress source) {
		this(source, false, false);
	}

}
