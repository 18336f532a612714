package io.chatroom.tcp.out;

import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Transport;

/**
 * The writers: gives each outbox one of them for its life, and holds senders back while
 * they are behind. Any thread.
 */
public final class FanOut {

	/**
	 * Senders wait while a writer is this far behind: then its sockets together are
	 * slower than the senders.
	 */
	private static final long MOST_BEHIND_BYTES = 256 * 1024;

	private final List<Writer> writers;

	private final AtomicInteger assigned = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition caughtUp = this.lock.newCondition();

	/** How many senders wait. Changed while the lock is held; writers read it without. */
	private volatile int waiting;

	private volatile LongConsumer onDelivered = (nanos) -> {
	};

	/**
	 * Creates writers that are not started yet.
	 * @param writers how many
	 * @param limits what may be queued for one client
	 * @param delivered gives what each writer counts in
	 * @param onEvicted takes the reason of each eviction, on a writer's thread
	 */
	public FanOut(int writers, OutboxLimits limits, Supplier<Delivered> delivered, Consumer<CloseReason> onEvicted) {
		this.writers = IntStream.range(0, writers)
			// real time, because a socket fills and stalls in it
			.mapToObj((i) -> new Writer(limits, delivered.get(), onEvicted, this::swept, System::nanoTime))
			.toList();
	}

	/**
	 * Starts the writers' threads.
	 */
	public void start() {
		this.writers.forEach(Writer::start);
	}

	/**
	 * Stops the writers. What is queued is not written.
	 */
	public void stop() {
		this.writers.forEach(Writer::stop);
		swept();
	}

	/**
	 * Returns whether all writers are at work.
	 */
	public boolean isRunning() {
		return this.writers.stream().allMatch(Writer::isRunning);
	}

	/**
	 * Wakes each writer, and waits until it has turned once more.
	 * @param deadline until when to wait, in the time of the clock
	 * @return false when the deadline passed before
	 */
	public boolean responds(long deadline, NanoClock clock) {
		return this.writers.stream().allMatch((writer) -> writer.heartbeat().responds(deadline, clock));
	}

	/**
	 * Creates an empty log, which any outbox may follow.
	 */
	public Log newLog() {
		return new Log(this.writers);
	}

	/**
	 * Creates the outbox of a connection.
	 * @param channel the connection's channel in non-blocking mode
	 * @param transport writes to the channel
	 * @param onChange called when the outbox's state changes, on any thread
	 */
	public Outbox newOutbox(SelectableChannel channel, Transport transport, Runnable onChange) {
		Writer writer = this.writers.get(Math.floorMod(this.assigned.getAndIncrement(), this.writers.size()));
		return new Outbox(channel, transport, writer, onChange);
	}

	/**
	 * Begins the delivery of lines that are appended together.
	 * @param since when each was read, as {@link System#nanoTime()}
	 */
	public Delivery deliver(long... since) {
		return new Delivery(System::nanoTime, this.onDelivered, since);
	}

	/**
	 * Sets who learns how long each line took.
	 * @param listener takes nanoseconds, once for each line
	 */
	public void onDelivered(LongConsumer listener) {
		this.onDelivered = listener;
	}

	/**
	 * Waits while a writer is behind. Called by readers, which hold no lock.
	 */
	public void awaitCapacity() {
		if (!isBehind(MOST_BEHIND_BYTES)) {
			return;
		}
		this.lock.lock();
		try {
			changeWaiting(1);
			while (isBehind(MOST_BEHIND_BYTES)) {
				this.caughtUp.awaitUninterruptibly();
			}
		}
		finally {
			changeWaiting(-1);
			this.lock.unlock();
		}
	}

	/**
	 * Waits until the writers have written all lines to the sockets that take them. Lines
	 * that come together then are written together.
	 * @param longest how long at most: there may always be another line
	 */
	public void awaitWritten(Duration longest) throws InterruptedException {
		if (!isBehind(0)) {
			return;
		}
		this.lock.lock();
		try {
			changeWaiting(1);
			long left = longest.toNanos();
			while (left > 0 && isBehind(0)) {
				left = this.caughtUp.awaitNanos(left);
			}
		}
		finally {
			changeWaiting(-1);
			this.lock.unlock();
		}
	}

	private void changeWaiting(int by) {
		int before = this.waiting;
		this.waiting = before + by;
	}

	private boolean isBehind(long bytes) {
		for (Writer writer : this.writers) {
			if (writer.bytesBehind() > bytes) {
				return true;
			}
		}
		return false;
	}

	private void swept() {
		if (this.waiting > 0) {
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
