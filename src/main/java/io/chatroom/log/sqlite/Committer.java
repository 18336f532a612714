package io.chatroom.log.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import io.chatroom.log.Backlog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when what was proposed is stored, and by which thread. An event that comes
 * alone is stored by the thread that proposes it, since to wake another takes longer than
 * a commit. When several come, a thread of the log waits for the rest of the burst. It
 * also does what takes long, such as to wait for space on the disk; a platform thread,
 * since SQLite is native code, which would pin a virtual one. Any thread.
 */
final class Committer {

	private static final Logger logger = LoggerFactory.getLogger(Committer.class);

	private static final long RETRY_MILLIS = 500;

	/** The system makes about 60 us of it. */
	private static final long GATHERING_STEP_NANOS = 1000;

	private static final long LONGEST_GATHERING_NANOS = 1_000_000;

	private static final int MAX_WAITING = 4096;

	private static final int MAX_WAITING_LENGTH = 1_000_000;

	private final LongAdder waitedNanos = new LongAdder();

	private final Backlog<Proposal> proposals = new Backlog<>(MAX_WAITING, MAX_WAITING_LENGTH, this.waitedNanos);

	/** Used by the thread that has the turn. */
	private final Sequencer sequencer;

	/** Whether a commit is so short that any thread may make it. */
	private final boolean isFast;

	private final Thread thread = Thread.ofPlatform().name("chat-log").daemon().unstarted(this::run);

	/** Taken before the database's lock. */
	private final ReentrantLock turn = new ReentrantLock();

	/** Whether several events were stored together last: more will follow soon. */
	private volatile boolean inBurst;

	/**
	 * Creates a committer.
	 * @param sequencer stores the events; it is closed with this
	 * @param isFast whether a commit waits for no disk
	 */
	Committer(Sequencer sequencer, boolean isFast) {
		this.sequencer = sequencer;
		this.isFast = isFast;
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Returns whether events can be stored now.
	 */
	boolean isStoring() {
		return !this.sequencer.isFailing();
	}

	/**
	 * Returns for how long threads have waited in {@link #propose}, in nanoseconds.
	 */
	long waitedNanos() {
		return this.waitedNanos.sum();
	}

	/**
	 * Proposes an event. It is stored before this returns, or later. Waits while too much
	 * is proposed already.
	 */
	void propose(Proposal proposal) {
		this.proposals.add(proposal);
		if (this.isFast && !this.inBurst && isStoring() && proposal.mayWait() && this.turn.tryLock()) {
			try {
				List<Proposal> waiting = this.proposals.take();
				if (!store(waiting)) {
					this.proposals.putBack(waiting);
				}
			}
			finally {
				this.turn.unlock();
			}
		}
		// also what others proposed meanwhile, who did not get the turn
		this.proposals.wake();
	}

	private void run() {
		while (this.proposals.await()) {
			gather();
			this.turn.lock();
			try {
				List<Proposal> waiting = this.proposals.take();
				// what failed on another thread is not tried again at once
				if (!isStoring() || !store(waiting)) {
					retry(waiting);
				}
			}
			finally {
				this.turn.unlock();
			}
		}
	}

	/**
	 * Waits for the rest of a burst: fewer transactions cost less, and so do fewer writes
	 * to each socket. An event that comes alone is not delayed.
	 */
	private void gather() {
		long end = System.nanoTime() + LONGEST_GATHERING_NANOS;
		int seen = this.inBurst ? 0 : 1;
		int now = this.proposals.size();
		while (now > seen && System.nanoTime() - end < 0) {
			seen = now;
			LockSupport.parkNanos(this, GATHERING_STEP_NANOS);
			now = this.proposals.size();
		}
	}

	/**
	 * Stores what was taken, if another thread has not stored it already.
	 */
	private boolean store(List<Proposal> waiting) {
		if (waiting.isEmpty()) {
			return true;
		}
		this.inBurst = waiting.size() > 1;
		return this.sequencer.store(waiting);
	}

	/**
	 * Refuses lines and tries the rest again, until that is stored, or the log is closed;
	 * also when nothing is left, to find out when it can.
	 */
	private void retry(List<Proposal> failed) {
		List<Proposal> waiting = new ArrayList<>(failed);
		boolean stored = false;
		while (!stored) {
			waiting.stream().filter(Proposal::isLine).forEach(Committer::refuse);
			waiting.removeIf(Proposal::isLine);
			if (!this.proposals.pause(RETRY_MILLIS)) {
				return;
			}
			waiting.addAll(this.proposals.take());
			stored = this.sequencer.store(waiting);
		}
	}

	private static void refuse(Proposal line) {
		try {
			line.room().listener.refused(Objects.requireNonNull(line.client()));
		}
		catch (RuntimeException ex) {
			logger.error("A client could not be told that its line is refused", ex);
		}
	}

	/**
	 * Stores what is proposed, and ends. What is proposed later is dropped.
	 */
	void close() throws InterruptedException {
		this.proposals.close();
		this.thread.join();
		this.turn.lock();
		try {
			this.sequencer.close();
		}
		finally {
			this.turn.unlock();
		}
	}

}
