package io.chatroom.chat;

/**
 * How long locks were waited for and held since the start.
 *
 * @param count how often they were taken
 * @param waitedNanos how long all threads together have waited, in nanoseconds
 * @param heldNanos how long they were held, in nanoseconds
 */
public record LockTimes(long count, long waitedNanos, long heldNanos) {

	LockTimes plus(LockTimes other) {
		return new LockTimes(this.count + other.count, this.waitedNanos + other.waitedNanos,
				this.heldNanos + other.heldNanos);
	}

}
