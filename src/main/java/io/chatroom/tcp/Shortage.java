package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What the door does while the process has no file descriptor left: it gives up the few
 * that it keeps, so that HTTP can say how things are, and waits until it can have them
 * again. On the thread that accepts.
 */
final class Shortage {

	private static final int KEPT = 8;

	private static final Duration FIRST_BACK_OFF = Duration.ofMillis(10);

	private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

	/** How long after a failure it lasts; it is met again within that time. */
	private static final Duration LASTS = Duration.ofSeconds(3);

	private final DoorLog log;

	private final List<SocketChannel> kept = new ArrayList<>(KEPT);

	private Duration backOff = FIRST_BACK_OFF;

	private volatile boolean begun;

	private volatile long metAt;

	Shortage(DoorLog log) {
		this.log = log;
	}

	/**
	 * Takes what the door keeps.
	 * @throws IOException when the system has not so many
	 */
	void keep() throws IOException {
		while (this.kept.size() < KEPT) {
			this.kept.add(SocketChannel.open());
		}
	}

	/**
	 * Says that the door has accepted.
	 */
	void end() {
		this.begun = false;
		this.backOff = FIRST_BACK_OFF;
	}

	/**
	 * Says that the door could not accept, and waits a while.
	 */
	void meet(IOException why) throws IOException {
		this.metAt = System.nanoTime();
		this.begun = true;
		this.log.failed(why);
		giveUp();
		LockSupport.parkNanos(this, this.backOff.toNanos());
		this.backOff = (this.backOff.compareTo(LONGEST_BACK_OFF) < 0) ? this.backOff.multipliedBy(2) : LONGEST_BACK_OFF;
	}

	/**
	 * Gives up what the door keeps.
	 */
	void giveUp() throws IOException {
		while (!this.kept.isEmpty()) {
			this.kept.removeLast().close();
		}
	}

	/**
	 * Returns whether the door could not accept just now. Any thread.
	 */
	boolean isOn() {
		return this.begun && System.nanoTime() - this.metAt < LASTS.toNanos();
	}

}
