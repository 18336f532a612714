package io.chatroom.chat;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that measures how long it is waited for and held. It is not taken twice by one
 * thread. Only its holder counts, so that counting costs no more than stores; any thread
 * may read.
 */
final class TimedLock extends ReentrantLock {

	@Serial
	private static final long serialVersionUID = 1;

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong waitedNanos = new AtomicLong();

	private final AtomicLong heldNanos = new AtomicLong();

	/** Written and read by the holder. */
	private long taken;

	@Override
	public void lock() {
		if (tryLock()) {
			this.taken = System.nanoTime();
			return;
		}
		long asked = System.nanoTime();
		super.lock();
		this.taken = System.nanoTime();
		add(this.waitedNanos, this.taken - asked);
	}

	@Override
	public void unlock() {
		add(this.count, 1);
		add(this.heldNanos, System.nanoTime() - this.taken);
		super.unlock();
	}

	private static void add(AtomicLong sum, long more) {
		sum.setRelease(sum.getPlain() + more);
	}

	LockTimes times() {
		return new LockTimes(this.count.get(), this.waitedNanos.get(), this.heldNanos.get());
	}

}
