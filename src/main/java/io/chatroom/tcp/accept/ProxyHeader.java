package io.chatroom.tcp.accept;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;

/**
 * What a proxy said at the start of a connection, in the PROXY protocol (HAProxy's
 * proxy-protocol.txt): for whom it has connected.
 *
 * @param source the client's address, never looked up; null when the connection's own
 * address holds
 * @param isCheck whether the proxy has connected for itself, to see how we are
 */
record ProxyHeader(@Nullable InetSocketAddress source, boolean isCheck) {

	/** The proxy has connected for someone who has no TCP address. */
	static final ProxyHeader OWN = new ProxyHeader(null, false);

	static final ProxyHeader CHECK = new ProxyHeader(null, true);

	ProxyHeader(InetSocketAddress source) {
		this(source, false);
	}

}
