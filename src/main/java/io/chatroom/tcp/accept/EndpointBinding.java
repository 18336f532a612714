package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.protocol.AddressText;

/**
 * Binds the listening sockets of an endpoint, all to one port. Any thread.
 */
final class EndpointBinding {

	private static final int BACKLOG = 1024;

	/**
	 * What the kernel holds for a client that sends faster than it is read. Lines are
	 * short, and those of a client that has gone must not take hours to read.
	 */
	private static final int RECEIVE_BUFFER_BYTES = 32 * 1024;

	/** How many free ports of the first address are tried on the others. */
	private static final int ATTEMPTS = 100;

	private EndpointBinding() {
	}

	/**
	 * Binds a socket on each address that this machine has.
	 * @return channels in blocking mode, at least one
	 * @throws IOException as {@link EndpointException}, when it fails on an address that
	 * this machine has, or this machine has none of them; then no channel is open
	 */
	static List<ServerSocketChannel> bind(Endpoint endpoint) throws IOException {
		for (int attempt = 1; true; attempt++) {
			List<ServerSocketChannel> bound = new ArrayList<>();
			try {
				bind(endpoint, bound);
				return bound;
			}
			catch (IOException ex) {
				for (ServerSocketChannel channel : bound) {
					channel.close();
				}
				// a port that is free on one address may be taken on another
				if (endpoint.port() != 0 || bound.isEmpty() || attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static void bind(Endpoint endpoint, List<ServerSocketChannel> bound) throws EndpointException {
		EndpointException missing = null;
		int port = endpoint.port();
		for (InetAddress address : endpoint.addresses()) {
			try {
				bound.add(bind(new InetSocketAddress(address, port)));
				port = address(bound.getFirst()).getPort();
			}
			catch (IOException ex) {
				boolean local = isLocal(address, ex);
				missing = new EndpointException(endpoint, local, ex);
				if (local) {
					throw missing;
				}
			}
		}
		if (bound.isEmpty() && missing != null) {
			throw missing;
		}
	}

	private static boolean isLocal(InetAddress address, IOException failure) {
		try {
			// no interface has 127.0.0.2, but one can listen there
			boolean isLoopback = address instanceof Inet4Address && address.isLoopbackAddress();
			return isLoopback || address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
		}
		catch (SocketException ex) {
			failure.addSuppressed(ex);
			return true;
		}
	}

	private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
			return channel.bind(address, BACKLOG);
		}
		catch (IOException | UnsupportedAddressTypeException ex) {
			channel.close();
			throw new IOException(AddressText.of(address.getAddress()) + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Returns the address and the port that a channel is bound to.
	 */
	static InetSocketAddress address(ServerSocketChannel channel) {
		return (InetSocketAddress) channel.socket().getLocalSocketAddress();
	}

}
