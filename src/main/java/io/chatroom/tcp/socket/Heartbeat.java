package io.chatroom.tcp.socket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows whether the thread of a loop still turns. That thread calls {@link #beat()} in
 * each turn; any thread may ask.
 */
public final class Heartbeat {

	private final Runnable wake;

	private final AtomicLong turns = new AtomicLong();

	private final Queue<Thread> asking = new ConcurrentLinkedQueue<>();

	/**
	 * Creates the heartbeat of a loop that has not turned yet.
	 * @param wake makes the loop turn once more, even if it has nothing to do
	 */
	public Heartbeat(Runnable wake) {
		this.wake = wake;
	}

	/**
	 * Notes a turn. The loop's thread only.
	 */
	public void beat() {
		this.turns.incrementAndGet();
		if (!this.asking.isEmpty()) {
			this.asking.forEach(LockSupport::unpark);
		}
	}

	/**
	 * Wakes the loop, and waits until it has turned once more.
	 * @param deadline until when to wait, in the time of the clock
	 * @param clock measures the wait
	 * @return false when the deadline passed before
	 */
	public boolean responds(long deadline, NanoClock clock) {
		long before = this.turns.get();
		this.asking.add(Thread.currentThread());
		try {
			this.wake.run();
			while (this.turns.get() == before) {
				long left = deadline - clock.nanoTime();
				if (left <= 0) {
					return false;
				}
				clock.park(this, left);
			}
			return true;
		}
		finally {
			this.asking.remove(Thread.currentThread());
		}
	}

}
