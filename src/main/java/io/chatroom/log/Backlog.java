package io.chatroom.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * What was proposed and is not taken yet, limited in number and in length. Any thread.
 *
 * @param <P> what is proposed
 */
public final class Backlog<P extends Proposed> {

	private final int maxCount;

	private final int maxLength;

	private final LongAdder waitedNanos;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition place = this.lock.newCondition();

	private final Condition work = this.lock.newCondition();

	@GuardedBy("lock")
	private final Deque<P> waiting = new ArrayDeque<>();

	@GuardedBy("lock")
	private int length;

	@GuardedBy("lock")
	private boolean closed;

	/**
	 * Creates an empty backlog.
	 * @param maxCount from how many events on those who add more wait
	 * @param maxLength from how many characters on they wait
	 * @param waitedNanos receives for how long each has waited
	 */
	public Backlog(int maxCount, int maxLength, LongAdder waitedNanos) {
		this.maxCount = maxCount;
		this.maxLength = maxLength;
		this.waitedNanos = waitedNanos;
	}

	/**
	 * Adds a proposal, and waits first while there are too many. After {@link #close()}
	 * it is dropped.
	 */
	public void add(P proposal) {
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
		return !this.closed && (this.waiting.size() >= this.maxCount || this.length >= this.maxLength);
	}

	/**
	 * Wakes the thread in {@link #await()} if there are proposals.
	 */
	public void wake() {
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
	public boolean await() {
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
	public int size() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the first proposals, as many as the limits allow.
	 * @return the proposals in their order; empty if there are none
	 */
	public List<P> take() {
		this.lock.lock();
		try {
			List<P> taken = new ArrayList<>();
			int takenLength = 0;
			while (!this.waiting.isEmpty() && taken.size() < this.maxCount && takenLength < this.maxLength) {
				P next = this.waiting.remove();
				takenLength += next.length();
				taken.add(next);
			}
			this.length -= takenLength;
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
	public void putBack(List<P> taken) {
		this.lock.lock();
		try {
			for (P proposal : taken.reversed()) {
				this.waiting.addFirst(proposal);
				this.length += proposal.length();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Drops all proposals.
	 */
	public void clear() {
		this.lock.lock();
		try {
			this.waiting.clear();
			this.length = 0;
			this.place.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits before another try, or until {@link #close()}.
	 * @return false when it is closed
	 */
	public boolean pause(long millis) {
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
	public void close() {
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

}
