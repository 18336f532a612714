package io.chatroom.tcp.accept;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chatroom.tcp.socket.Heartbeat;

/**
 * The listening sockets of all endpoints. One thread accepts; any thread may close.
 */
final class Listeners implements Closeable {

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
		List<ServerSocketChannel> bound = EndpointBinding.bind(wanted);
		List<InetSocketAddress> addresses = bound.stream().map(EndpointBinding::address).toList();
		Endpoint endpoint = new Endpoint(addresses.stream().map(InetSocketAddress::getAddress).toList(),
				addresses.getFirst().getPort(), wanted.tls(), wanted.gateway());
		for (ServerSocketChannel channel : bound) {
			channel.configureBlocking(false);
			channel.register(this.selector, SelectionKey.OP_ACCEPT);
			this.listeners.add(new Listener(channel, endpoint));
		}
		return endpoint;
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
