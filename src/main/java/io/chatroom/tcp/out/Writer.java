package io.chatroom.tcp.out;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.Lane.Progress;
import io.chatroom.tcp.socket.Heartbeat;

/**
 * Writes its lanes to their sockets, on a thread of its own that never waits for a
 * socket: a full one is left alone until it takes more. It sweeps the lanes of the logs
 * that have grown, and writes the lanes whose own queue has.
 */
final class Writer implements Runnable {

	private static final int QUEUED_LANES_FIRST_EVERY = 64;

	private static final int QUEUED_LANES_IN_TURN = 1024;

	private static final long GATHERING_STEP_NANOS = 50_000;

	private static final long LONGEST_GATHERING_NANOS = 1_000_000;

	private final Runnable onSwept;

	private final LongSupplier nanoTime;

	private final Batch batch;

	private final FullLanes full;

	private final Heartbeat heartbeat;

	/** Lanes whose queue has grown. */
	private final Queue<Lane> queued = new ConcurrentLinkedQueue<>();

	private final UnsweptLines unswept = new UnsweptLines();

	private final AtomicBoolean asleep = new AtomicBoolean();

	private volatile boolean stopped;

	Writer(OutboxLimits limits, Delivered delivered, Consumer<CloseReason> onEvicted, Runnable onSwept,
			LongSupplier nanoTime) {
		this.onSwept = onSwept;
		this.nanoTime = nanoTime;
		this.batch = new Batch(delivered);
		this.full = new FullLanes(limits, onEvicted, nanoTime, this::write);
		this.heartbeat = new Heartbeat(this.full::wakeUp);
	}

	void start() {
		Thread.ofPlatform().daemon().name("chat-writer").start(this);
	}

	void stop() {
		this.stopped = true;
		this.full.wakeUp();
	}

	boolean isRunning() {
		return !this.stopped;
	}

	Heartbeat heartbeat() {
		return this.heartbeat;
	}

	/**
	 * Notes that a lane's queue has grown, or that its channel was closed. Any thread.
	 */
	void submit(Lane lane) {
		if (lane.markQueued()) {
			this.queued.add(lane);
			wake();
		}
	}

	/**
	 * Notes that a line was appended to a log. Any thread.
	 */
	void appended(LaneGroup group, int bytes, Delivery delivery) {
		if (!this.stopped) {
			this.unswept.add(group, bytes, delivery);
			wake();
		}
	}

	private void wake() {
		if (this.asleep.get() && this.asleep.compareAndSet(true, false)) {
			this.full.wakeUp();
		}
	}

	/**
	 * Returns how many bytes its lanes are behind, apart from those with full sockets.
	 * Any thread.
	 */
	long bytesBehind() {
		return this.stopped ? 0 : this.unswept.bytes();
	}

	@Override
	public void run() {
		try (this.full) {
			while (!this.stopped) {
				this.heartbeat.beat();
				turn();
				pause();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			// also after an Error, so that no sender waits for it
			this.stopped = true;
			this.onSwept.run();
		}
	}

	/**
	 * Writes what there is, and evicts clients that read too slowly.
	 */
	void turn() {
		writeQueued();
		this.unswept.find();
		if (!this.unswept.groups().isEmpty()) {
			gather();
			this.unswept.groups().forEach(this::sweep);
			this.unswept.swept();
			this.onSwept.run();
		}
		this.full.review();
	}

	/**
	 * Waits for the rest of a burst. Several lines since the last sweep mean several
	 * senders; a line that comes in time saves a write for each lane. A line that comes
	 * alone is not delayed.
	 */
	private void gather() {
		long end = this.nanoTime.getAsLong() + LONGEST_GATHERING_NANOS;
		int seen = 0;
		while (this.unswept.further() > seen && this.nanoTime.getAsLong() - end < 0) {
			seen = this.unswept.further();
			LockSupport.parkNanos(this, GATHERING_STEP_NANOS);
			writeQueued();
			this.unswept.find();
		}
	}

	/**
	 * Writes the lanes of a log, and now and then those whose queue has grown.
	 */
	private void sweep(LaneGroup group) {
		group.beginSweep();
		int turn = 0;
		for (Lane lane = group.next(); lane != null; lane = group.next()) {
			if (turn++ % QUEUED_LANES_FIRST_EVERY == 0) {
				writeQueued();
			}
			write(lane);
		}
	}

	private void writeQueued() {
		for (int turn = 0; turn < QUEUED_LANES_IN_TURN; turn++) {
			Lane lane = this.queued.poll();
			if (lane == null) {
				return;
			}
			lane.markTaken();
			write(lane);
		}
	}

	private void write(Lane lane) {
		if (!lane.isOpen()) {
			lane.closed();
			this.full.closed(lane);
			return;
		}
		if (lane.isFull()) {
			return;
		}
		switch (lane.write(this.batch)) {
			case DRAINED -> {
			}
			case MORE -> submit(lane);
			case BLOCKED -> this.full.add(lane);
		}
	}

	/**
	 * Writes the lanes whose full sockets take more by now.
	 */
	void poll() throws IOException {
		this.full.poll();
	}

	private void pause() throws IOException {
		this.asleep.set(true);
		if (this.stopped || !this.queued.isEmpty() || this.unswept.hasNew()) {
			this.asleep.set(false);
			poll();
		}
		else {
			this.full.await();
			this.asleep.set(false);
		}
	}

}
