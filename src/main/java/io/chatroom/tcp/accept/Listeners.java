package io.chatroom.tcp.accept;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chatroom.protocol.AddressText;
import io.chatroom.tcp.socket.Heartbeat;

/**
 * The listening sockets of all endpoints. One thread accepts; any thread may close.
 */
final class Listeners implements Closeable {

	private static final int BACKLOG = 1024;

	/**
	 * What the kernel holds for a client that sends faster than it is read. Lines are
	 * short, and those of a client that has gone must not take hours to read.
	 */
	private static final int RECEIVE_BUFFER_BYTES = 32 * 1024;

	/** How many free ports of the first address are tried on the others. */
	private static final int ATTEMPTS = 100;

	private final Selector selector;

	private final Heartbeat heartbeat;

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	private int turn;

	/**
	 * Creates listeners without a socket.
	 */
	Listeners() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.heartbeat = new Heartbeat(this.selector::wakeup);
	}

	/**
	 * Opens endpoints.
	 * @return the endpoints with the addresses and ports that they have
	 * @throws EndpointException when one cannot be opened on an address that this machine
	 * has, or on none of its addresses; that one is then closed, and those before it are
	 * open
	 * @throws IOException when the selector is closed
	 */
	List<Endpoint> open(List<Endpoint> endpoints) throws IOException {
		List<Endpoint> all = new ArrayList<>();
		for (Endpoint endpoint : endpoints) {
			all.add(open(endpoint));
		}
		return List.copyOf(all);
	}

	private Endpoint open(Endpoint wanted) throws IOException {
		List<ServerSocketChannel> bound = bind(wanted);
		Endpoint endpoint = new Endpoint(bound.stream().map((channel) -> address(channel).getAddress()).toList(),
				address(bound.getFirst()).getPort(), wanted.tls(), wanted.gateway());
		for (ServerSocketChannel channel : bound) {
			channel.configureBlocking(false);
			channel.register(this.selector, SelectionKey.OP_ACCEPT);
			this.listeners.add(new Listener(channel, endpoint));
		}
		return endpoint;
	}

	private static List<ServerSocketChannel> bind(Endpoint endpoint) throws IOException {
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

	private static InetSocketAddress address(ServerSocketChannel channel) {
		return (InetSocketAddress) channel.socket().getLocalSocketAddress();
	}

	/**
	 * Returns the heartbeat of {@link #accept}.
	 */
	Heartbeat heartbeat() {
		return this.heartbeat;
	}

	boolean isOpen() {
		return this.selector.isOpen();
	}

	/**
	 * Waits for a connection. Listening sockets with waiting connections take turns.
	 * @throws ClosedChannelException when they were closed
	 * @throws IOException when the system cannot accept it
	 */
	Arrival accept() throws IOException {
		while (true) {
			this.heartbeat.beat();
			for (int i = 0; i < this.listeners.size(); i++) {
				this.turn = (this.turn + 1) % this.listeners.size();
				Listener listener = this.listeners.get(this.turn);
				SocketChannel arrived = listener.channel().accept();
				if (arrived != null) {
					return new Arrival(arrived, listener.endpoint());
				}
			}
			await();
		}
	}

	private void await() throws IOException {
		try {
			this.selector.select((key) -> {
				// accept() finds out which it was
			});
		}
		catch (ClosedSelectorException ex) {
			throw (ClosedChannelException) new ClosedChannelException().initCause(ex);
		}
	}

	@Override
	public void close() throws IOException {
		for (Listener listener : this.listeners) {
			listener.channel().close();
		}
		// drops their keys, too, without which the ports would live on
		this.selector.close();
	}

	/**
	 * A connection that was accepted.
	 *
	 * @param channel its channel, in blocking mode
	 * @param endpoint where it was accepted
	 */
	record Arrival(SocketChannel channel, Endpoint endpoint) {
	}

	private record Listener(ServerSocketChannel channel, Endpoint endpoint) {
	}

}
