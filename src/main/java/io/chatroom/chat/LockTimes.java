package io.chatroom.chat;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the room's lock was waited for, and held, since the start. Only who holds it
 * adds, so that counting costs no more than stores; any thread may read.
 */
public final class LockTimes {

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong waitedNanos = new AtomicLong();

	private final AtomicLong heldNanos = new AtomicLong();

	void add(long moreWaitedNanos, long moreHeldNanos) {
		this.count.setRelease(this.count.getPlain() + 1);
		this.waitedNanos.setRelease(this.waitedNanos.getPlain() + moreWaitedNanos);
		this.heldNanos.setRelease(this.heldNanos.getPlain() + moreHeldNanos);
	}

	/**
	 * Returns how often it was taken.
	 */
	public long count() {
		return this.count.get();
	}

	/**
	 * Returns for how long all threads together have waited for it, in nanoseconds.
	 */
	public long waitedNanos() {
		return this.waitedNanos.get();
	}

	/**
	 * Returns for how long it was held, in nanoseconds.
	 */
	public long heldNanos() {
		return this.heldNanos.get();
	}

}
