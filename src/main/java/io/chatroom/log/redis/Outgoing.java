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
 * One batch at a time is on its way; what is proposed meanwhile gathers. Any thread.
 */
final class Outgoing {

	private static final int MAX_COUNT = 256;

	private static final int MAX_LENGTH = 64 * 1024;

	final String room;

	/** Whether it waits for the shipper. */
	final AtomicBoolean ready = new AtomicBoolean();

	/** Owned by the shipper, like the next four. */
	@Nullable Batch onItsWay;

	/** The number of the last batch that was appended, 0 if it is not known. */
	long previous;

	/** The incarnation under which the room was entered. */
	long entered;

	/** When that was noted last, as {@link System#nanoTime()}; 0 for never. */
	long usedAt;

	/** When the batch on its way was sent, as {@link System#nanoTime()}. */
	long sentAt;

	/** The epoch that the room had when it was opened here last. */
	volatile String lastEpoch = "";

	/** What has come for the batch on its way, until the shipper takes it. */
	volatile @Nullable Object answer;

	/** Whether it waits until the follower knows what the engine has. */
	volatile boolean stalled;

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
	 * Takes what one batch can have. The batch before is done.
	 */
	List<Proposal> take() {
		// before they no longer wait: size() is never too low
		this.taken = 1;
		List<Proposal> batch = this.waiting.take();
		this.taken = batch.size();
		return batch;
	}

	/**
	 * Notes that the batch is done that was taken last.
	 */
	void done() {
		this.taken = 0;
		this.onItsWay = null;
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
