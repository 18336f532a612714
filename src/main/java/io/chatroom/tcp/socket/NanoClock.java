package io.chatroom.tcp.socket;

import java.util.concurrent.locks.LockSupport;

/**
 * The clock of limits and timeouts. Tests have one of their own.
 */
public interface NanoClock {

	/** The clock of this machine. */
	NanoClock SYSTEM = new NanoClock() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public void park(Object blocker, long nanos) {
			LockSupport.parkNanos(blocker, nanos);
		}

	};

	/**
	 * Returns the time in nanoseconds, as {@link System#nanoTime()}.
	 */
	long nanoTime();

	/**
	 * Waits, as {@link LockSupport#parkNanos(Object, long)}: it may return early.
	 * @param blocker what the thread waits for
	 * @param nanos how long, in nanoseconds
	 */
	void park(Object blocker, long nanos);

}
