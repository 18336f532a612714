package io.chatroom.tcp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

	private final Selector selector = Selector.open();

	private final List<ServerSocketChannel> channels = new CopyOnWriteArrayList<>();

	private int turn;

	/**
	 * Listens at a first address.
	 * @param address with the port, 0 for any that is free
	 * @throws IOException when it cannot listen there
	 */
	Listeners(InetSocketAddress address) throws IOException {
		try {
			add(address);
		}
		catch (IOException ex) {
			this.selector.close();
			throw ex;
		}
	}

	/**
	 * Listens at one more.
	 * @throws IOException when it cannot listen there
	 */
	void add(InetSocketAddress address) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
			channel.bind(address, BACKLOG);
			channel.configureBlocking(false);
			channel.register(this.selector, SelectionKey.OP_ACCEPT);
			this.channels.add(channel);
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Returns where one of them listens.
	 */
	InetSocketAddress address(int index) {
		return (InetSocketAddress) this.channels.get(index).socket().getLocalSocketAddress();
	}

	int count() {
		return this.channels.size();
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
