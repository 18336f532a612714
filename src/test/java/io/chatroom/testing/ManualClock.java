package io.chatroom.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.chatroom.tcp.socket.NanoClock;

/**
 * A clock that stands still until a test lets time pass. Whoever waits by it looks again
 * every few milliseconds.
 */
public final class ManualClock implements NanoClock {

	private static final long LOOK_NANOS = 2_000_000;

	private final AtomicLong nanos = new AtomicLong(System.nanoTime());

	public void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	@Override
	public long nanoTime() {
		return this.nanos.get();
	}

	@Override
	public void park(Object blocker, long nanos) {
		LockSupport.parkNanos(blocker, Math.min(nanos, LOOK_NANOS));
	}

}
