package io.chatroom.tcp.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Wakes a connection's reader, a virtual thread, when its socket has input. Used on the
 * reader's thread, except {@link #wake()}.
 */
public final class InputWaiter {

	private final SocketChannel channel;

	private final InputPoller poller;

	private final NanoClock clock;

	private final Runnable readable = this::readable;

	/** Whether the poller was asked, and has not answered yet. */
	private volatile boolean awaited;

	private volatile @Nullable Thread reader;

	/**
	 * Creates the input of one connection.
	 * @param channel the connection's channel
	 * @param poller tells when the channel has input
	 * @param clock measures deadlines
	 */
	public InputWaiter(SocketChannel channel, InputPoller poller, NanoClock clock) {
		this.channel = channel;
		this.poller = poller;
		this.clock = clock;
	}

	/**
	 * Makes the current thread the reader.
	 */
	public void begin() {
		this.reader = Thread.currentThread();
	}

	/**
	 * Asks to be woken once, when there is input. It does not wait.
	 * @throws IOException when the channel is closed
	 */
	public void await() throws IOException {
		if (!this.awaited) {
			this.awaited = true;
			this.poller.await(this.channel, this.readable);
		}
	}

	/**
	 * Waits until there is input or the deadline has passed. It may return earlier.
	 * @param deadline in the time of the clock
	 * @throws IOException when the channel is closed
	 */
	public void await(long deadline) throws IOException {
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
	public void wake() {
		LockSupport.unpark(this.reader);
	}

}
