package io.chatroom.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.count.TcpCounters;

/**
 * Writes the outboxes of its recipients, on a thread of its own that never waits for a
 * socket: one that is full is left alone until it takes more. New broadcasts are seen by
 * comparing places in the logs; a recipient's own lines are handed in.
 */
final class OutboxWriter implements Runnable {

	private static final int OWN_LINES_FIRST_EVERY = 64;

	private static final int READY_IN_TURN = 1024;

	private static final long GATHERING_STEP_NANOS = 50_000;

	private static final long LONGEST_GATHERING_NANOS = 1_000_000;

	private final BroadcastLogs logs;

	private final BlockedRecipients blocked;

	private final Batch plain;

	private final Batch structured;

	private final Batch uncounted = new Batch(new Delivered());

	private final Queue<Recipient> ready = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean asleep = new AtomicBoolean();

	/**
	 * Recipients that have listened to the log, in the order in which they began. Owned
	 * by this thread.
	 */
	private final List<Recipient> listeners = new ArrayList<>();

	/** How many lines the log had at the last sweep. */
	private long sweptLines;

	/** How many of them all have been written, but the blocked. */
	private volatile long writtenLines;

	/** The place in the log that all have been written up to, but the blocked. */
	private volatile long swept;

	/** Whether a channel was closed whose key the selector still holds. */
	private volatile boolean closedSome;

	private volatile boolean stopped;

	private final Runnable onSwept;

	OutboxWriter(BroadcastLogs logs, TcpSettings settings, TcpCounters counters, Runnable onSwept) {
		this.logs = logs;
		this.onSwept = onSwept;
		Delivered delivered = counters.countDelivered();
		this.plain = new Batch(delivered);
		this.structured = new Batch(delivered);
		this.blocked = new BlockedRecipients(settings, counters, this::write);
	}

	void start() {
		Thread.ofPlatform().daemon().name("chat-writer").start(this);
	}

	void stop() {
		this.stopped = true;
		this.blocked.wake();
	}

	/**
	 * Hands in a recipient whose outbox changed. Any thread.
	 */
	void submit(Recipient recipient) {
		this.ready.add(recipient);
		wake();
	}

	/**
	 * Says that a recipient's channel was closed: its socket lives on until the selector
	 * has dropped its key. Any thread.
	 */
	void closed() {
		this.closedSome = true;
		wake();
	}

	/**
	 * Says that the log has grown. Any thread.
	 */
	void wake() {
		if (this.asleep.compareAndSet(true, false)) {
			this.blocked.wake();
		}
	}

	/**
	 * Returns how far the listeners are behind, but for those whose own socket is to
	 * blame. Any thread.
	 * @return a number of bytes
	 */
	long behind() {
		return this.stopped ? 0 : this.logs.head() - this.swept;
	}

	/**
	 * Returns how many lines the listeners have been written, but for those whose own
	 * socket is to blame. Any thread.
	 */
	long writtenLines() {
		return this.writtenLines;
	}

	boolean isRunning() {
		return !this.stopped;
	}

	@Override
	public void run() {
		try (this.blocked) {
			while (!this.stopped) {
				long head = this.logs.head();
				writeReady();
				if (head != this.swept) {
					gather();
					head = this.logs.head();
					this.sweptLines = this.logs.lines();
					sweep();
					this.swept = head;
					this.writtenLines = this.sweptLines;
					this.onSwept.run();
				}
				this.blocked.review();
				pause();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			// whatever ended it, nobody is to wait for it
			this.stopped = true;
			this.onSwept.run();
		}
	}

	/**
	 * Waits for the rest of a burst: where several lines have come since the last sweep
	 * there are several senders, and each that comes in time saves a write for each
	 * listener. A line that comes alone is not held up.
	 */
	private void gather() {
		long end = System.nanoTime() + LONGEST_GATHERING_NANOS;
		long lines = this.sweptLines + 1;
		while (this.logs.lines() > lines && System.nanoTime() - end < 0) {
			lines = this.logs.lines();
			LockSupport.parkNanos(this, GATHERING_STEP_NANOS);
			writeReady();
		}
	}

	private void writeReady() {
		for (int turn = 0; turn < READY_IN_TURN; turn++) {
			Recipient recipient = this.ready.poll();
			if (recipient == null) {
				return;
			}
			if (recipient.startsListening()) {
				this.listeners.add(recipient);
			}
			if (!recipient.isBlocked()) {
				write(recipient);
			}
		}
	}

	private void sweep() {
		int kept = 0;
		for (int i = 0; i < this.listeners.size(); i++) {
			if (i % OWN_LINES_FIRST_EVERY == 0) {
				writeReady();
			}
			Recipient recipient = this.listeners.get(i);
			if (recipient.isOpen()) {
				this.listeners.set(kept++, recipient);
				if (!recipient.isBlocked()) {
					write(recipient);
				}
			}
		}
		this.listeners.subList(kept, this.listeners.size()).clear();
	}

	private void write(Recipient recipient) {
		switch (recipient.write(batch(recipient))) {
			case DRAINED, FINISHED -> {
			}
			case MORE -> this.ready.add(recipient);
			case BLOCKED -> this.blocked.add(recipient);
		}
	}

	/**
	 * Returns a buffer for each feed: those who follow the same want the same bytes.
	 */
	private Batch batch(Recipient recipient) {
		if (recipient.isProbe()) {
			return this.uncounted;
		}
		return switch (recipient.format()) {
			case TEXT -> this.plain;
			case JSON -> this.structured;
		};
	}

	private void pause() throws IOException {
		this.asleep.set(true);
		if (this.stopped || !this.ready.isEmpty() || this.logs.head() != this.swept) {
			this.asleep.set(false);
			if (!this.blocked.isEmpty() || this.closedSome) {
				this.closedSome = false;
				this.blocked.poll();
			}
		}
		else {
			this.blocked.await();
			this.asleep.set(false);
		}
	}

}
