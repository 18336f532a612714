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

	private final long comeInBy;

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
		this.comeInBy = this.heardAt + nameDeadline.toNanos();
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
	 * @param in whether the client has a name
	 * @return nanoseconds, 0 or less when the time is over, or {@link Long#MAX_VALUE}
	 * when there is no deadline
	 */
	long left(boolean in) {
		if (!in) {
			return this.comeInBy - this.nanoTime.getAsLong();
		}
		return (this.idleNanos > 0) ? this.heardAt + this.idleNanos - this.nanoTime.getAsLong() : Long.MAX_VALUE;
	}

	/**
	 * Returns the deadline that is over.
	 * @param in whether the client has a name
	 * @return the reason to close the connection, or null
	 */
	@Nullable CloseReason passed(boolean in) {
		if (left(in) > 0) {
			return null;
		}
		return in ? CloseReason.IDLE : CloseReason.NAMELESS;
	}

}
