package io.chatroom.tcp.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Wakes readers whose sockets have input, on a thread of its own. It is needed because
 * sockets are in non-blocking mode, so that writers never wait: the JDK does not park a
 * virtual thread in read() then.
 */
public final class InputPoller implements Runnable {

	private final Selector selector;

	private final Heartbeat heartbeat;

	private volatile boolean stopped;

	/**
	 * Creates a poller that does not run.
	 */
	public InputPoller() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.heartbeat = new Heartbeat(this.selector::wakeup);
	}

	/**
	 * Starts its thread.
	 */
	public void start() {
		Thread.ofPlatform().daemon().name("chat-poller").start(this);
	}

	/**
	 * Ends its thread.
	 */
	public void stop() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * Asks for one call when there is something to read, or when the channel has ended.
	 * @param channel the channel
	 * @param readable is called on this poller's thread, and must not wait
	 * @return the channel's key, the same each time
	 * @throws ClosedChannelException when the channel is closed
	 */
	public SelectionKey await(SocketChannel channel, Runnable readable) throws ClosedChannelException {
		try {
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ, readable);
			this.selector.wakeup();
			return key;
		}
		catch (CancelledKeyException ex) {
			throw (ClosedChannelException) new ClosedChannelException().initCause(ex);
		}
	}

	/**
	 * Makes it drop the keys of closed channels, which hold their file descriptors until
	 * then.
	 */
	public void wake() {
		this.selector.wakeup();
	}

	/**
	 * Returns the heartbeat of its thread.
	 */
	public Heartbeat heartbeat() {
		return this.heartbeat;
	}

	@Override
	public void run() {
		try (this.selector) {
			while (!this.stopped) {
				this.selector.select(this::ready);
				this.heartbeat.beat();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void ready(SelectionKey key) {
		try {
			key.interestOps(0);
		}
		catch (CancelledKeyException ex) {
			// closed meanwhile: the reader finds that out by itself
			return;
		}
		finally {
			((Runnable) key.attachment()).run();
		}
	}

}
