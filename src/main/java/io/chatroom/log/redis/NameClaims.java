package io.chatroom.log.redis;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts claims of names by their result. Any thread.
 */
public final class NameClaims {

	private final LongAdder claimed = new LongAdder();

	private final LongAdder taken = new LongAdder();

	private final LongAdder fenced = new LongAdder();

	void claimed() {
		this.claimed.increment();
	}

	void taken() {
		this.taken.increment();
	}

	void fenced() {
		this.fenced.increment();
	}

	/**
	 * Returns how many claims succeeded.
	 */
	public long claimedCount() {
		return this.claimed.sum();
	}

	/**
	 * Returns how many names another client had.
	 */
	public long takenCount() {
		return this.taken.sum();
	}

	/**
	 * Returns how many claims were refused because this node was taken for dead.
	 */
	public long fencedCount() {
		return this.fenced.sum();
	}

}
