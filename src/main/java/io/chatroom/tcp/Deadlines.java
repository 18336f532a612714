package io.chatroom.tcp;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.chatroom.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one client: for sending a name, and then for sending anything. Used on
 * the reader's thread.
 */
final class Deadlines {

	private final LongSupplier nanoTime;

	private final long nameDeadline;

	private final long idleNanos;

	private long heardAt;

	/**
	 * Starts the clock.
	 * @param nameDeadline the time that a client has to send a name
	 * @param idleTimeout the time that a member may send nothing; zero is no limit
	 * @param nanoTime returns nanoseconds, for example {@link System#nanoTime()}
	 */
	Deadlines(Duration nameDeadline, Duration idleTimeout, LongSupplier nanoTime) {
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
	 * @param hasName whether the client has a name
	 * @return nanoseconds, 0 or less when the time is over, or {@link Long#MAX_VALUE}
	 * when there is no deadline
	 */
	long left(boolean hasName) {
		if (!hasName) {
			return this.nameDeadline - this.nanoTime.getAsLong();
		}
		return (this.idleNanos > 0) ? this.heardAt + this.idleNanos - this.nanoTime.getAsLong() : Long.MAX_VALUE;
	}

	/**
	 * Returns the deadline that is over.
	 * @param hasName whether the client has a name
	 * @return the reason to close the connection, or null
	 */
	@Nullable CloseReason passed(boolean hasName) {
		if (left(hasName) > 0) {
			return null;
		}
		return hasName ? CloseReason.IDLE : CloseReason.NAMELESS;
	}

}
