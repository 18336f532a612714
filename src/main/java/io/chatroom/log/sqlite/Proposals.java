package io.chatroom.log.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * What was proposed and is not taken yet, limited in number and in length. Any thread.
 */
final class Proposals {

	private static final int MAX_COUNT = 4096;

	private static final int MAX_LENGTH = 1_000_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition place = this.lock.newCondition();

	private final Condition work = this.lock.newCondition();

	private final LongAdder waitedNanos = new LongAdder();

	@GuardedBy("lock")
	private List<Proposal> waiting = new ArrayList<>();

	@GuardedBy("lock")
	private int length;

	@GuardedBy("lock")
	private boolean closed;

	/**
	 * Adds a proposal, and waits first while there are too many. After {@link #close()}
	 * it is dropped.
	 */
	void add(Proposal proposal) {
		this.lock.lock();
		try {
			if (proposal.mayWait() && isFull()) {
				long asked = System.nanoTime();
				while (isFull()) {
					this.place.awaitUninterruptibly();
				}
				this.waitedNanos.add(System.nanoTime() - asked);
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
	 * Wakes the thread in {@link #await()} if there are proposals.
	 */
	void wake() {
		this.lock.lock();
		try {
			if (!this.waiting.isEmpty()) {
				this.work.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits for {@link #wake()}, or for {@link #close()}.
	 * @return false when it is closed and no proposals are left
	 */
	boolean await() {
		this.lock.lock();
		try {
			while (this.waiting.isEmpty() && !this.closed) {
				this.work.awaitUninterruptibly();
			}
			return !this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns how many proposals there are.
	 */
	int size() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes all proposals that there are.
	 * @return the proposals in their order
	 */
	List<Proposal> take() {
		this.lock.lock();
		try {
			List<Proposal> taken = this.waiting;
			this.waiting = new ArrayList<>();
			this.length = 0;
			this.place.signalAll();
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Puts proposals back, before those that came later.
	 */
	void putBack(List<Proposal> taken) {
		this.lock.lock();
		try {
			this.waiting.addAll(0, taken);
			taken.forEach((proposal) -> this.length += proposal.length());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits before another try, or until {@link #close()}.
	 * @return false when it is closed
	 */
	boolean pause(long millis) {
		this.lock.lock();
		try {
			long left = TimeUnit.MILLISECONDS.toNanos(millis);
			while (left > 0 && !this.closed) {
				left = this.work.awaitNanos(left);
			}
			return !this.closed;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
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
			this.work.signalAll();
			this.place.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	long waitedNanos() {
		return this.waitedNanos.sum();
	}

}
