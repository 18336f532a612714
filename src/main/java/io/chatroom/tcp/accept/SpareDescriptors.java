package io.chatroom.tcp.accept;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.socket.NanoClock;

/**
 * File descriptors kept for the time when the process has none left. The acceptor then
 * releases them, so that HTTP can report the state, and waits until it can have them
 * again. Used on the acceptor's thread.
 */
final class SpareDescriptors {

	private static final int KEPT = 8;

	private static final long FIRST_BACK_OFF = Duration.ofMillis(10).toNanos();

	private static final long LONGEST_BACK_OFF = Duration.ofSeconds(1).toNanos();

	/** How long a failure counts. While it lasts, there is another within that time. */
	private static final Duration LASTS = Duration.ofSeconds(3);

	private final RejectionLog log;

	private final NanoClock clock;

	private final List<SocketChannel> kept = new ArrayList<>(KEPT);

	private long backOffNanos = FIRST_BACK_OFF;

	private volatile boolean failing;

	private volatile long failedAt;

	SpareDescriptors(RejectionLog log, NanoClock clock) {
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Takes as many as are kept.
	 * @throws IOException when the system has too few
	 */
	void keep() throws IOException {
		while (this.kept.size() < KEPT) {
			this.kept.add(SocketChannel.open());
		}
	}

	/**
	 * Notes that a connection was accepted.
	 */
	void succeeded() {
		this.failing = false;
		this.backOffNanos = FIRST_BACK_OFF;
	}

	/**
	 * Notes that no connection could be accepted, releases the descriptors, and waits: 10
	 * ms at first, and up to a second after more failures.
	 */
	void failed(IOException cause) throws IOException {
		this.failedAt = this.clock.nanoTime();
		this.failing = true;
		this.log.failed(cause);
		release();
		this.clock.park(this, this.backOffNanos);
		this.backOffNanos = Math.min(2 * this.backOffNanos, LONGEST_BACK_OFF);
	}

	/**
	 * Closes them.
	 */
	void release() throws IOException {
		while (!this.kept.isEmpty()) {
			this.kept.removeLast().close();
		}
	}

	/**
	 * Returns whether the acceptor has just failed. Any thread.
	 */
	boolean isExhausted() {
		return this.failing && this.clock.nanoTime() - this.failedAt < LASTS.toNanos();
	}

}
