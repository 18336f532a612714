package io.chatroom.tcp.accept;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.chatroom.protocol.GatewayKey;
import io.chatroom.tcp.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * One port on which clients connect.
 *
 * @param addresses the addresses to listen on, at least one. Those that this machine does
 * not have are left out when the endpoint is opened.
 * @param port the port on all of them; 0 takes one that is free on all
 * @param tls how to speak TLS, or null for a plain endpoint
 * @param gateway the key that each connection must send in a PROXY header, for the
 * endpoint of the web gateway; null for clients
 */
public record Endpoint(List<InetAddress> addresses, int port, @Nullable TlsSettings tls, @Nullable GatewayKey gateway) {

	/**
	 * Creates an endpoint for clients.
	 */
	public Endpoint(List<InetAddress> addresses, int port, @Nullable TlsSettings tls) {
		this(addresses, port, tls, null);
	}

	/**
	 * Creates the endpoint of the web gateway: on a free port, for this machine alone.
	 * @param key the key that each of its connections must send
	 */
	public static Endpoint forGateway(GatewayKey key) {
		return new Endpoint(List.of(InetAddress.getLoopbackAddress()), 0, null, key);
	}

	/**
	 * Returns its addresses with the port, in their order.
	 */
	public List<InetSocketAddress> socketAddresses() {
		return this.addresses.stream().map((address) -> new InetSocketAddress(address, this.port)).toList();
	}

}
