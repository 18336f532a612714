package io.chatroom.log.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.chat.Entry;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers what was proposed, commits what has gathered in one transaction, and then hands
 * it to the listeners. So what a client receives outlives the process. An event that
 * comes alone is committed by the thread that proposes it, since to wake another takes
 * longer than a commit. When several come, a thread of the log waits for the rest of the
 * burst. It also does what takes long, such as to wait for space on the disk; a platform
 * thread, since SQLite is native code, which would pin a virtual one. Any thread.
 */
final class Committer {

	private static final Logger logger = LoggerFactory.getLogger(Committer.class);

	private static final long RETRY_MILLIS = 500;

	/** The system makes about 60 us of it. */
	private static final long GATHERING_STEP_NANOS = 1000;

	private static final long LONGEST_GATHERING_NANOS = 1_000_000;

	private final Proposals proposals = new Proposals();

	private final Database database;

	private final StoreStatistics statistics;

	private final InstantSource clock;

	/** Whether a commit is so short that any thread may make it. */
	private final boolean isFast;

	private final Thread thread = Thread.ofPlatform().name("chat-log").daemon().unstarted(this::run);

	/** Who has it commits, and hands over. Taken before the database's lock. */
	private final ReentrantLock turn = new ReentrantLock();

	/** Null after a failure. */
	@GuardedBy("turn")
	private @Nullable BatchWriter writer;

	/** Whether the last transaction had several events: more will follow soon. */
	private volatile boolean inBurst;

	private volatile boolean failing;

	/**
	 * Creates a committer.
	 * @param isFast whether a commit waits for no disk
	 * @param clock stamps the entries
	 */
	Committer(Database database, StoreStatistics statistics, boolean isFast, InstantSource clock) {
		this.database = database;
		this.statistics = statistics;
		this.isFast = isFast;
		this.clock = clock;
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Returns whether events can be stored now.
	 */
	boolean isStoring() {
		return !this.failing;
	}

	/**
	 * Returns for how long threads have waited in {@link #propose}, in nanoseconds.
	 */
	long waitedNanos() {
		return this.proposals.waitedNanos();
	}

	/**
	 * Proposes an event. It is stored before this returns, or later. Waits while too much
	 * is proposed already.
	 */
	void propose(Proposal proposal) {
		this.proposals.add(proposal);
		if (this.isFast && !this.inBurst && !this.failing && proposal.mayWait() && this.turn.tryLock()) {
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
				if (this.failing || !store(waiting)) {
					retry(waiting);
				}
			}
			finally {
				this.turn.unlock();
			}
		}
		closeWriter();
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
	 * Numbers proposals, writes them and hands them over.
	 * @return false if they cannot be stored; then nothing is changed
	 */
	@GuardedBy("turn")
	private boolean store(List<Proposal> waiting) {
		if (waiting.isEmpty() && !this.failing) {
			return true;
		}
		Map<OpenRoom, List<Entry>> batch = number(waiting);
		boolean written = write(batch);
		if (written && !waiting.isEmpty()) {
			this.statistics.stored(waiting.size(), System.nanoTime() - waiting.getFirst().proposedAt());
		}
		this.inBurst = waiting.size() > 1;
		batch.forEach(written ? Committer::handOver : Committer::forget);
		return written;
	}

	/**
	 * Refuses lines and tries the rest again, until that is stored, or the log is closed;
	 * also when nothing is left, to find out when it can.
	 */
	@GuardedBy("turn")
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
			stored = store(waiting);
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
	 * Takes back the numbers of entries that were not written. A room that was new is not
	 * there either.
	 */
	private static void forget(OpenRoom room, List<Entry> entries) {
		room.last -= entries.size();
		room.id = 0;
	}

	private Map<OpenRoom, List<Entry>> number(List<Proposal> gathered) {
		Map<OpenRoom, List<Entry>> batch = new LinkedHashMap<>();
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		for (Proposal proposal : gathered) {
			OpenRoom room = proposal.room();
			Stamped stamped = new Stamped(room.name, ++room.last, now, proposal.event());
			batch.computeIfAbsent(room, (of) -> new ArrayList<>())
				.add(new Entry(stamped, proposal.client(), proposal.since()));
		}
		return batch;
	}

	@GuardedBy("turn")
	private boolean write(Map<OpenRoom, List<Entry>> batch) {
		this.database.writing().lock();
		try {
			BatchWriter open = this.writer;
			if (open == null) {
				open = new BatchWriter(this.database.connect(), this.database.clientIds());
				this.writer = open;
			}
			if (this.failing) {
				open.probe();
			}
			open.write(batch);
			if (this.failing) {
				this.failing = false;
				logger.info("The database stores lines again");
			}
			return true;
		}
		catch (SQLException ex) {
			this.statistics.failed();
			if (!this.failing) {
				this.failing = true;
				logger.error("The database cannot store lines, they are refused: {}", ex.getMessage());
			}
			dropWriter();
			return false;
		}
		finally {
			this.database.writing().unlock();
		}
	}

	private static void handOver(OpenRoom room, List<Entry> entries) {
		try {
			room.listener.ordered(entries);
		}
		catch (RuntimeException ex) {
			logger.error("What was stored in {} could not be delivered", room.name, ex);
		}
	}

	private void closeWriter() {
		this.turn.lock();
		try {
			dropWriter();
		}
		finally {
			this.turn.unlock();
		}
	}

	@GuardedBy("turn")
	private void dropWriter() {
		BatchWriter open = this.writer;
		this.writer = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (SQLException ex) {
				logger.debug("A connection was not closed", ex);
			}
		}
	}

	/**
	 * Stores what is proposed, and ends. What is proposed later is dropped.
	 */
	void close() throws InterruptedException {
		this.proposals.close();
		this.thread.join();
	}

}
