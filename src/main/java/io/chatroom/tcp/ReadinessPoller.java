package io.chatroom.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * Wakes a connection's reader when its socket has something to read; on a thread of its
 * own. It is here because sockets are in non-blocking mode, so that a writer never waits
 * for one: the JDK then lets no virtual thread wait in read().
 */
final class ReadinessPoller implements Runnable {

	private final Selector selector;

	private volatile boolean stopped;

	ReadinessPoller() {
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void start() {
		Thread.ofPlatform().daemon().name("chat-poller").start(this);
	}

	void stop() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * Asks for one call when there is something to read, or when the channel has ended.
	 * @param channel the channel
	 * @param readable is called on this poller's thread, must not wait, and is the same
	 * for all calls with one key
	 * @param key what an earlier call returned
	 * @return the key to hand in the next time
	 * @throws ClosedChannelException when the channel is closed
	 */
	SelectionKey await(SocketChannel channel, Runnable readable, @Nullable SelectionKey key)
			throws ClosedChannelException {
		SelectionKey armed = key;
		try {
			if (armed == null) {
				armed = channel.register(this.selector, SelectionKey.OP_READ, readable);
			}
			else {
				armed.interestOps(SelectionKey.OP_READ);
			}
		}
		catch (CancelledKeyException ex) {
			throw (ClosedChannelException) new ClosedChannelException().initCause(ex);
		}
		this.selector.wakeup();
		return armed;
	}

	/**
	 * Makes it look at its keys: a channel that was closed lives on until its key is
	 * dropped.
	 */
	void wake() {
		this.selector.wakeup();
	}

	@Override
	public void run() {
		try (this.selector) {
			while (!this.stopped) {
				this.selector.select(this::ready);
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
