package io.chatroom.log.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition place = this.lock.newCondition();

	@GuardedBy("lock")
	private final Deque<Proposal> waiting = new ArrayDeque<>();

	@GuardedBy("lock")
	private int length;

	/** How many proposals are on their way. */
	@GuardedBy("lock")
	private int taken;

	@GuardedBy("lock")
	private boolean closed;

	Outgoing(String room) {
		this.room = room;
	}

	/**
	 * Adds a proposal, and waits first while there are too many. After {@link #close()}
	 * it is dropped.
	 * @param waited receives how long that took
	 */
	void add(Proposal proposal, LongAdder waited) {
		this.lock.lock();
		try {
			if (proposal.mayWait() && isFull()) {
				long asked = System.nanoTime();
				while (isFull()) {
					this.place.awaitUninterruptibly();
				}
				waited.add(System.nanoTime() - asked);
			}
			if (!this.closed) {
				this.waiting.add(proposal);
				this.length += proposal.length();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private boolean isFull() {
		return !this.closed && (this.waiting.size() >= MAX_COUNT || this.length >= MAX_LENGTH);
	}

	/**
	 * Takes what one batch can have. The batch before is done.
	 */
	List<Proposal> take() {
		this.lock.lock();
		try {
			List<Proposal> batch = new ArrayList<>();
			int size = 0;
			while (!this.waiting.isEmpty() && batch.size() < MAX_COUNT && size < MAX_LENGTH) {
				Proposal next = this.waiting.remove();
				size += next.length();
				batch.add(next);
			}
			this.length -= size;
			this.taken = batch.size();
			this.place.signalAll();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Notes that the batch is done that was taken last.
	 */
	void done() {
		this.lock.lock();
		try {
			this.taken = 0;
		}
		finally {
			this.lock.unlock();
		}
		this.onItsWay = null;
	}

	/**
	 * Drops what waits.
	 */
	void clear() {
		this.lock.lock();
		try {
			this.waiting.clear();
			this.taken = 0;
			this.length = 0;
			this.place.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.expected.clear();
	}

	/**
	 * Returns how many proposals wait or are on their way.
	 */
	int size() {
		this.lock.lock();
		try {
			return this.waiting.size() + this.taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes no more proposals.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.place.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
