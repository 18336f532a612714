package io.chatroom.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the outboxes of its connections, on a thread of its own that never waits for a
 * socket: one that is full is left alone until it takes more. New broadcasts are seen by
 * comparing places in the log; a connection's own lines are handed in.
 */
final class OutboxWriter implements Runnable {

	private static final long REVIEW_MILLIS = 10;

	private static final int OWN_LINES_FIRST_EVERY = 64;

	private static final int READY_IN_TURN = 1024;

	private static final long GATHERING_STEP_NANOS = 50_000;

	private static final long LONGEST_GATHERING_NANOS = 1_000_000;

	private final BroadcastLog log;

	private final TcpSettings settings;

	private final TcpCounters counters;

	private final Selector selector;

	private final Batch batch;

	private final Queue<ChatConnection> ready = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean asleep = new AtomicBoolean();

	/**
	 * Connections that have listened to the log, in the order in which they began. Owned
	 * by this thread.
	 */
	private final List<ChatConnection> listeners = new ArrayList<>();

	/** Connections whose socket was full. Owned by this thread. */
	private final Set<ChatConnection> blocked = new LinkedHashSet<>();

	private long reviewAt;

	/** How many lines the log had at the last sweep. */
	private long sweptLines;

	/** The place in the log that all have been written up to, but the blocked. */
	private volatile long swept;

	/** Whether a channel was closed whose key the selector still holds. */
	private volatile boolean closedSome;

	private volatile boolean stopped;

	private final Runnable onSwept;

	OutboxWriter(BroadcastLog log, TcpSettings settings, TcpCounters counters, Runnable onSwept) {
		this.log = log;
		this.onSwept = onSwept;
		this.settings = settings;
		this.counters = counters;
		this.batch = new Batch(counters.linesDelivered());
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void start() {
		Thread.ofPlatform().daemon().name("chat-writer").start(this);
	}

	void stop() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * Hands in a connection whose outbox changed. Any thread.
	 */
	void submit(ChatConnection connection) {
		this.ready.add(connection);
		wake();
	}

	/**
	 * Says that a connection's channel was closed: its socket lives on until the selector
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
			this.selector.wakeup();
		}
	}

	/**
	 * Returns how far the listeners are behind, but for those whose own socket is to
	 * blame. Any thread.
	 * @return a number of bytes
	 */
	long behind() {
		return this.stopped ? 0 : this.log.head() - this.swept;
	}

	boolean isRunning() {
		return !this.stopped;
	}

	@Override
	public void run() {
		try (this.selector) {
			while (!this.stopped) {
				long head = this.log.head();
				writeReady();
				if (head != this.swept) {
					gather();
					head = this.log.head();
					this.sweptLines = this.log.lines();
					sweep();
					this.swept = head;
					this.onSwept.run();
				}
				reviewBlocked();
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
		while (this.log.lines() > lines && System.nanoTime() - end < 0) {
			lines = this.log.lines();
			LockSupport.parkNanos(this, GATHERING_STEP_NANOS);
			writeReady();
		}
	}

	private void writeReady() {
		for (int turn = 0; turn < READY_IN_TURN; turn++) {
			ChatConnection connection = this.ready.poll();
			if (connection == null) {
				return;
			}
			if (connection.startsListening()) {
				this.listeners.add(connection);
			}
			if (!connection.isBlocked()) {
				write(connection);
			}
		}
	}

	private void sweep() {
		int kept = 0;
		for (int i = 0; i < this.listeners.size(); i++) {
			if (i % OWN_LINES_FIRST_EVERY == 0) {
				writeReady();
			}
			ChatConnection connection = this.listeners.get(i);
			if (connection.isOpen()) {
				this.listeners.set(kept++, connection);
				if (!connection.isBlocked()) {
					write(connection);
				}
			}
		}
		this.listeners.subList(kept, this.listeners.size()).clear();
	}

	private void write(ChatConnection connection) {
		try {
			boolean free = switch (connection.outbox().writeTo(connection.transport(), this.batch)) {
				case DRAINED -> connection.transport().flush();
				case MORE -> this.ready.add(connection);
				case BLOCKED -> false;
				case FINISHED -> connection.finish();
			};
			if (!free) {
				block(connection);
			}
		}
		catch (IOException | CancelledKeyException ex) {
			connection.lost();
		}
	}

	private void block(ChatConnection connection) throws IOException {
		connection.blocked(this.selector);
		this.blocked.add(connection);
	}

	private void unblock(SelectionKey key) {
		ChatConnection connection = (ChatConnection) key.attachment();
		connection.unblocked();
		this.blocked.remove(connection);
		write(connection);
	}

	private void reviewBlocked() {
		if (this.blocked.isEmpty() || System.nanoTime() - this.reviewAt < 0) {
			return;
		}
		this.reviewAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REVIEW_MILLIS);
		for (ChatConnection connection : List.copyOf(this.blocked)) {
			if (!connection.isOpen()) {
				this.blocked.remove(connection);
			}
			else if (connection.outbox().queuedBytes() > this.settings.outboxBytes()) {
				evict(connection, Eviction.OVERFLOW);
			}
			else if (connection.isBlockedFor(this.settings.stallTimeout())) {
				evict(connection, Eviction.STALLED);
			}
		}
	}

	private void evict(ChatConnection connection, Eviction reason) {
		if (connection.evict(reason)) {
			this.counters.evictions(reason).increment();
			if (!connection.isBlocked()) {
				write(connection);
			}
		}
	}

	private void pause() throws IOException {
		this.asleep.set(true);
		if (this.stopped || !this.ready.isEmpty() || this.log.head() != this.swept) {
			this.asleep.set(false);
			if (!this.blocked.isEmpty() || this.closedSome) {
				this.closedSome = false;
				this.selector.selectNow(this::unblock);
			}
		}
		else {
			this.selector.select(this::unblock, this.blocked.isEmpty() ? 0 : REVIEW_MILLIS);
			this.asleep.set(false);
		}
	}

}
