package io.chatroom.tcp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/**
 * The sockets that listen, each of which has its turn. One thread accepts; any may close.
 */
final class Listeners implements Closeable {

	private static final int BACKLOG = 1024;

	/**
	 * What the kernel holds of a client that sends faster than it is read: lines are
	 * short, and those of one that is gone are not to be read for hours.
	 */
	private static final int RECEIVE_BUFFER_BYTES = 32 * 1024;

	/** How many free ports of the first address are tried on the others. */
	private static final int ATTEMPTS = 100;

	private final Selector selector = Selector.open();

	private final List<ServerSocketChannel> channels = new CopyOnWriteArrayList<>();

	private int turn;

	/**
	 * Creates one that listens nowhere yet.
	 * @throws IOException when the system has no file left
	 */
	Listeners() throws IOException {
	}

	/**
	 * Listens on one port of several addresses.
	 * @param addresses at least one; those that this machine does not have are left out
	 * @param port the port; 0 for any that is free on all of them
	 * @return where it listens, in the order of the addresses
	 * @throws IOException when it cannot listen on one that this machine has, or on any;
	 * then it listens on none of them
	 */
	List<InetSocketAddress> add(List<InetAddress> addresses, int port) throws IOException {
		List<ServerSocketChannel> opened = open(addresses, port);
		for (ServerSocketChannel channel : opened) {
			channel.configureBlocking(false);
			channel.register(this.selector, SelectionKey.OP_ACCEPT);
		}
		this.channels.addAll(opened);
		return opened.stream().map(Listeners::address).toList();
	}

	private static List<ServerSocketChannel> open(List<InetAddress> addresses, int port) throws IOException {
		for (int attempt = 1; true; attempt++) {
			List<ServerSocketChannel> opened = new ArrayList<>();
			try {
				open(addresses, port, opened);
				return opened;
			}
			catch (IOException ex) {
				for (ServerSocketChannel channel : opened) {
					channel.close();
				}
				// a port that is free on one address may be taken on another
				if (port != 0 || opened.isEmpty() || attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static void open(List<InetAddress> addresses, int port, List<ServerSocketChannel> opened)
			throws IOException {
		IOException missing = null;
		int same = port;
		for (InetAddress address : addresses) {
			try {
				opened.add(open(new InetSocketAddress(address, same)));
				same = address(opened.getFirst()).getPort();
			}
			catch (IOException ex) {
				if (LocalAddress.isOne(address)) {
					throw ex;
				}
				missing = ex;
			}
		}
		if (opened.isEmpty() && missing != null) {
			throw missing;
		}
	}

	private static ServerSocketChannel open(InetSocketAddress address) throws IOException {
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

	boolean isOpen() {
		return this.selector.isOpen();
	}

	/**
	 * Waits for a connection.
	 * @throws ClosedChannelException when they were closed
	 * @throws IOException when the system does not hand it out
	 */
	SocketChannel accept() throws IOException {
		while (true) {
			for (int i = 0; i < this.channels.size(); i++) {
				this.turn = (this.turn + 1) % this.channels.size();
				SocketChannel arrived = this.channels.get(this.turn).accept();
				if (arrived != null) {
					return arrived;
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
		for (ServerSocketChannel channel : this.channels) {
			channel.close();
		}
		// drops their keys, too, without which the ports would live on
		this.selector.close();
	}

}
