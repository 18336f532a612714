package io.chatroom.tcp;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.chatroom.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one client: for sending a name, and then for sending anything. Used on
 * the reader's thread.
 */
final class Deadlines {

	private final BooleanSupplier hasName;

	private final LongSupplier nanoTime;

	private final long nameDeadline;

	private final long idleNanos;

	private long heardAt;

	/**
	 * Starts the clock.
	 * @param nameDeadline the time that a client has to send a name
	 * @param idleTimeout the time that a member may send nothing; zero is no limit
	 * @param hasName returns whether the client has a name
	 * @param nanoTime returns nanoseconds, for example {@link System#nanoTime()}
	 */
	Deadlines(Duration nameDeadline, Duration idleTimeout, BooleanSupplier hasName, LongSupplier nanoTime) {
		this.hasName = hasName;
		this.nanoTime = nanoTime;
		this.heardAt = nanoTime.getAsLong();
		this.nameDeadline = this.heardAt + nameDeadline.toNanos();
		this.idleNanos = idleTimeout.toNanos();
	}

	/**
	 * Notes a line.
	 */
	void heard() {
		if (this.idleNanos > 0) {
			this.heardAt = this.nanoTime.getAsLong();
		}
	}

	/**
	 * Returns the time that is left.
	 * @return nanoseconds, 0 or less when the time is over, or {@link Long#MAX_VALUE}
	 * when there is no deadline
	 */
	long left() {
		if (!this.hasName.getAsBoolean()) {
			return this.nameDeadline - this.nanoTime.getAsLong();
		}
		return (this.idleNanos > 0) ? this.heardAt + this.idleNanos - this.nanoTime.getAsLong() : Long.MAX_VALUE;
	}

	/**
	 * Returns the deadline that is over.
	 * @return the reason to close the connection, or null
	 */
	@Nullable CloseReason passed() {
		if (left() > 0) {
			return null;
		}
		return this.hasName.getAsBoolean() ? CloseReason.IDLE : CloseReason.NAMELESS;
	}

}
