package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Wakes a connection's reader, a virtual thread, when there is something to read. Used by
 * the reader, but for {@link #wake()}.
 */
final class Readiness {

	private final SocketChannel channel;

	private final ReadinessPoller poller;

	private final NanoClock clock;

	private final Runnable readable = this::readable;

	private @Nullable SelectionKey key;

	/** Whether the poller was asked, and has not answered yet. */
	private volatile boolean awaited;

	private volatile @Nullable Thread reader;

	Readiness(SocketChannel channel, ReadinessPoller poller, NanoClock clock) {
		this.channel = channel;
		this.poller = poller;
		this.clock = clock;
	}

	/**
	 * Says that the current thread is the reader.
	 */
	void begin() {
		this.reader = Thread.currentThread();
	}

	/**
	 * Asks to be woken, once, when there is something to read. It does not wait.
	 * @throws IOException when the channel is closed
	 */
	void await() throws IOException {
		if (!this.awaited) {
			this.awaited = true;
			this.key = this.poller.await(this.channel, this.readable, this.key);
		}
	}

	/**
	 * Waits until there is something to read, until a deadline, or for no cause.
	 * @param deadline in the time of the clock
	 * @throws IOException when the channel is closed
	 */
	void await(long deadline) throws IOException {
		await();
		this.clock.park(this, deadline - this.clock.nanoTime());
	}

	private void readable() {
		this.awaited = false;
		wake();
	}

	/**
	 * Wakes the reader. Any thread.
	 */
	void wake() {
		LockSupport.unpark(this.reader);
	}

}
