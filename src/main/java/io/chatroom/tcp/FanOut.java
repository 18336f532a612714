package io.chatroom.tcp;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.TcpCounters;
import org.jspecify.annotations.Nullable;

/**
 * The logs that all connections of a port hear, and the threads that carry it to their
 * sockets. Any thread.
 */
final class FanOut {

	/**
	 * Senders wait while the writers are this far behind: then all sockets together are
	 * slower than the senders.
	 */
	private static final long MOST_BEHIND_BYTES = 256 * 1024;

	private final DeliveryTimes times = new DeliveryTimes(System::nanoTime);

	private final BroadcastLogs logs = new BroadcastLogs(this.times);

	private final List<OutboxWriter> writers;

	private final AtomicInteger assigned = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition caughtUp = this.lock.newCondition();

	private final AtomicInteger waiting = new AtomicInteger();

	FanOut(int writers, TcpSettings settings, TcpCounters counters) {
		this.writers = IntStream.range(0, writers)
			.mapToObj((i) -> new OutboxWriter(this.logs, settings, counters, this::swept))
			.toList();
	}

	void start() {
		this.writers.forEach(OutboxWriter::start);
	}

	void stop() {
		this.writers.forEach(OutboxWriter::stop);
		swept();
	}

	BroadcastLog log(Format feed) {
		return this.logs.of(feed);
	}

	/**
	 * Returns the writer that a new connection keeps for its life.
	 */
	OutboxWriter assignWriter() {
		return this.writers.get(Math.floorMod(this.assigned.getAndIncrement(), this.writers.size()));
	}

	/**
	 * Hands a line to all that listen, to each as it follows. Never blocks.
	 * @param plain the line's bytes with its line end, for {@link Format#TEXT}
	 * @param structured the same for {@link Format#JSON}, or null when nobody follows
	 * that
	 * @param since when that was read which led to it, as {@link System#nanoTime()}
	 */
	void broadcast(byte[] plain, byte @Nullable [] structured, long since) {
		this.logs.append(plain, structured, since);
		this.writers.forEach(OutboxWriter::wake);
	}

	/**
	 * Holds a sender back while the writers are behind. It is called by readers, which
	 * own no lock.
	 */
	void awaitCapacity() {
		if (!isBehind()) {
			return;
		}
		this.lock.lock();
		try {
			this.waiting.incrementAndGet();
			while (isBehind()) {
				this.caughtUp.awaitUninterruptibly();
			}
		}
		finally {
			this.waiting.decrementAndGet();
			this.lock.unlock();
		}
	}

	/**
	 * Returns whether all writers are at work.
	 */
	boolean isRunning() {
		return this.writers.stream().allMatch(OutboxWriter::isRunning);
	}

	private boolean isBehind() {
		for (OutboxWriter writer : this.writers) {
			if (writer.behind() > MOST_BEHIND_BYTES) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns how many lines there have been for all.
	 */
	long lines() {
		return this.logs.lines();
	}

	/**
	 * Returns how long lines took.
	 */
	DeliveryTimes times() {
		return this.times;
	}

	private void swept() {
		long written = Long.MAX_VALUE;
		for (OutboxWriter writer : this.writers) {
			written = Math.min(written, writer.writtenLines());
		}
		this.times.written(written);
		if (this.waiting.get() > 0) {
			this.lock.lock();
			try {
				this.caughtUp.signalAll();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

}
