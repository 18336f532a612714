package io.chatroom.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The listening socket. It hands out sockets in non-blocking mode, and its accept
 * survives: when the process has no file descriptor left, say, it tries again until there
 * is one. Accepted on the connection factory's thread.
 */
final class Door extends ServerSocket {

	private static final int BACKLOG = 1024;

	private static final Duration FIRST_BACK_OFF = Duration.ofMillis(10);

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

	private final ServerSocketChannel channel;

	private final Selector selector = Selector.open();

	private volatile @Nullable ServerSocketChannel second;

	/**
	 * How long after a failure it counts as closed; one that lasts is met again within
	 * that time.
	 */
	private static final Duration FAILURE_COUNTS = Duration.ofSeconds(3);

	private volatile boolean failed;

	private volatile long failedAt;

	/**
	 * Opens it.
	 * @param address where to listen
	 * @param port the port, 0 for any that is free
	 * @throws IOException when it cannot listen there
	 */
	Door(InetAddress address, int port) throws IOException {
		this.channel = listen(address, port);
	}

	private ServerSocketChannel listen(InetAddress address, int port) throws IOException {
		ServerSocketChannel listening = ServerSocketChannel.open();
		try {
			listening.bind(new InetSocketAddress(address, port), BACKLOG);
			listening.configureBlocking(false);
			listening.register(this.selector, SelectionKey.OP_ACCEPT);
			return listening;
		}
		catch (IOException ex) {
			listening.close();
			throw ex;
		}
	}

	/**
	 * Opens a second port beside the first.
	 */
	void openSecond(InetAddress address, int port) throws IOException {
		this.second = listen(address, port);
	}

	/**
	 * Returns the second port, or -1 when there is none.
	 */
	int secondPort() {
		ServerSocketChannel listening = this.second;
		return (listening != null) ? listening.socket().getLocalPort() : -1;
	}

	private SocketChannel next() throws IOException {
		while (true) {
			SocketChannel accepted = this.channel.accept();
			ServerSocketChannel other = this.second;
			if (accepted == null && other != null) {
				accepted = other.accept();
			}
			if (accepted != null) {
				return accepted;
			}
			this.selector.select((key) -> {
				// accept() finds out which it was
			});
		}
	}

	@Override
	public Socket accept() throws IOException {
		Duration backOff = FIRST_BACK_OFF;
		while (true) {
			try {
				Socket accepted = nonBlocking(next());
				this.failed = false;
				return accepted;
			}
			catch (ClosedChannelException ex) {
				// what the connection factory takes for an orderly end
				throw (SocketException) new SocketException("Socket closed").initCause(ex);
			}
			catch (IOException ex) {
				this.failedAt = System.nanoTime();
				this.failed = true;
				LockSupport.parkNanos(this, backOff.toNanos());
				backOff = (backOff.compareTo(LONGEST_BACK_OFF) < 0) ? backOff.multipliedBy(2) : LONGEST_BACK_OFF;
			}
		}
	}

	private static Socket nonBlocking(SocketChannel accepted) throws IOException {
		try {
			accepted.configureBlocking(false);
			return accepted.socket();
		}
		catch (IOException ex) {
			accepted.close();
			throw ex;
		}
	}

	/**
	 * Returns whether it can accept now.
	 */
	boolean isAccepting() {
		boolean failing = this.failed && System.nanoTime() - this.failedAt < FAILURE_COUNTS.toNanos();
		return this.channel.isOpen() && !failing;
	}

	@Override
	public InetAddress getInetAddress() {
		return address().getAddress();
	}

	@Override
	public int getLocalPort() {
		return address().getPort();
	}

	@Override
	public SocketAddress getLocalSocketAddress() {
		return address();
	}

	private InetSocketAddress address() {
		return (InetSocketAddress) this.channel.socket().getLocalSocketAddress();
	}

	@Override
	public boolean isBound() {
		return true;
	}

	@Override
	public boolean isClosed() {
		return !this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
		ServerSocketChannel other = this.second;
		if (other != null) {
			other.close();
		}
		this.selector.close();
	}

}
