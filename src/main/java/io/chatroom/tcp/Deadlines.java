package io.chatroom.tcp;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.chatroom.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * By when a client must have come in, and how long it may be silent then. Used on the
 * reader's thread.
 */
final class Deadlines {

	private final LongSupplier nanoTime;

	private final long comeInBy;

	private final long idleNanos;

	private long heardAt;

	/**
	 * Starts the clock.
	 * @param nameDeadline how long it has to come in
	 * @param idleTimeout how long it may be silent then; zero is for ever
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	Deadlines(Duration nameDeadline, Duration idleTimeout, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.heardAt = nanoTime.getAsLong();
		this.comeInBy = this.heardAt + nameDeadline.toNanos();
		this.idleNanos = idleTimeout.toNanos();
	}

	/**
	 * A line has come.
	 */
	void heard() {
		if (this.idleNanos > 0) {
			this.heardAt = this.nanoTime.getAsLong();
		}
	}

	/**
	 * Returns how much time is left.
	 * @param in whether the client has come in
	 * @return nanoseconds, none or less when the time is over, or {@link Long#MAX_VALUE}
	 * when there is no deadline
	 */
	long left(boolean in) {
		if (!in) {
			return this.comeInBy - this.nanoTime.getAsLong();
		}
		return (this.idleNanos > 0) ? this.heardAt + this.idleNanos - this.nanoTime.getAsLong() : Long.MAX_VALUE;
	}

	/**
	 * Returns which deadline is over.
	 * @param in whether the client has come in
	 * @return the reason to give it up, or null
	 */
	@Nullable CloseReason passed(boolean in) {
		if (left(in) > 0) {
			return null;
		}
		return in ? CloseReason.IDLE : CloseReason.NAMELESS;
	}

}
