package io.chatroom.log.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import io.chatroom.log.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * What was proposed in a room and is not appended yet, limited in number and in length.
 * One batch at a time is on its way; what is proposed meanwhile gathers. Any thread adds;
 * the batch on its way is the shipper's.
 */
final class Outgoing {

	private static final int MAX_COUNT = 256;

	private static final int MAX_LENGTH = 64 * 1024;

	final String room;

	/** Whether it waits for the shipper. */
	final AtomicBoolean ready = new AtomicBoolean();

	/** The room as it is open here; null while it is closed. */
	volatile @Nullable OpenRoom open;

	/** The epoch that the room had when it was opened here last. */
	volatile String lastEpoch = "";

	/** Owned by the shipper, like the next five. */
	@Nullable Batch onItsWay;

	/** When it was sent, as {@link System#nanoTime()}. */
	long sentAt;

	/** Whether it waits until the follower knows what the engine has. */
	boolean stalled;

	/** The number of the last batch that was appended, 0 if it is not known. */
	long previous;

	/** The incarnation under which the room was entered. */
	long entered;

	/** When that was noted last, as {@link System#nanoTime()}; 0 for never. */
	long usedAt;

	/** What has come for the batch on its way, until the shipper takes it. */
	volatile @Nullable Object answer;

	/** Whether the engine may have lost the batch before. Set before the new epoch. */
	volatile boolean beginsAnew;

	/** Batches that were not read back yet, by what names their writer. */
	final Map<String, Batch> expected = new ConcurrentHashMap<>();

	/** How many proposals are on their way. Set by the shipper. */
	private volatile int taken;

	private final Backlog<Proposal> waiting;

	/**
	 * Creates it, with nothing that waits.
	 * @param waitedNanos receives for how long those who propose have waited
	 */
	Outgoing(String room, LongAdder waitedNanos) {
		this.room = room;
		this.waiting = new Backlog<>(MAX_COUNT, MAX_LENGTH, waitedNanos);
	}

	/**
	 * Adds a proposal, and waits first while there are too many. After {@link #close()}
	 * it is dropped.
	 */
	void add(Proposal proposal) {
		this.waiting.add(proposal);
	}

	/**
	 * Puts what waits into a batch, as far as one can have it, and on its way. The batch
	 * before is done.
	 * @param n the number of the batch
	 * @return null if nothing waits
	 */
	@Nullable Batch begin(long n, Node node) {
		// before they no longer wait: size() is never too low
		this.taken = 1;
		List<Proposal> proposals = this.waiting.take();
		this.taken = proposals.size();
		if (!proposals.isEmpty()) {
			Batch batch = new Batch(n, node, proposals);
			this.onItsWay = batch;
			this.expected.put(batch.writer(), batch);
		}
		return this.onItsWay;
	}

	/**
	 * Returns what the engine has said to the batch on its way, once; null if it has said
	 * nothing.
	 */
	@Nullable Object takeAnswer() {
		Object came = this.answer;
		if (came != null) {
			this.answer = null;
		}
		return came;
	}

	/**
	 * Notes that the batch on its way is appended.
	 */
	void appended(Batch batch) {
		done();
		this.previous = batch.n();
		this.entered = batch.node().incarnation();
	}

	/**
	 * Notes that there is no batch on its way any more.
	 */
	void done() {
		this.taken = 0;
		this.onItsWay = null;
	}

	/**
	 * Returns whether the batch on its way is to be sent again, since the follower knows
	 * by now what the engine has.
	 */
	boolean resumes() {
		OpenRoom now = this.open;
		boolean resumes = this.stalled && (now == null || !now.suspect);
		if (resumes) {
			this.stalled = false;
			this.previous = 0;
		}
		return resumes;
	}

	/**
	 * Begins anew, if the room has another epoch. The batch on its way is sent again.
	 * @return the batches that the engine had acknowledged, and that were not read back:
	 * they are lost
	 */
	List<Batch> beginAnew() {
		if (!this.beginsAnew) {
			return List.of();
		}
		this.beginsAnew = false;
		this.previous = 0;
		this.entered = 0;
		List<Batch> lost = this.expected.values().stream().filter((batch) -> !batch.equals(this.onItsWay)).toList();
		this.expected.values().removeAll(lost);
		return lost;
	}

	/**
	 * Drops what waits.
	 */
	void clear() {
		this.waiting.clear();
		this.taken = 0;
		this.expected.clear();
	}

	/**
	 * Returns how many proposals wait or are on their way.
	 */
	int size() {
		return this.waiting.size() + this.taken;
	}

	/**
	 * Takes no more proposals.
	 */
	void close() {
		this.waiting.close();
	}

}
