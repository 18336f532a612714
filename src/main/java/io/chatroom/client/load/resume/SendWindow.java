package io.chatroom.client.load.resume;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides when a sender sends its next line: as soon as the window of unconfirmed lines
 * has room, and the line is due. One thread sends, others confirm and end.
 */
final class SendWindow {

	/** Lets nothing be sent. */
	static final SendWindow CLOSED = new SendWindow(1, 0, Duration.ZERO);

	private static final long LOOK_MILLIS = 100;

	private final Semaphore room;

	private final long nanosBetween;

	private final long start = System.nanoTime();

	private final long end;

	private volatile boolean ended;

	private final AtomicLong sent = new AtomicLong();

	/**
	 * Creates a window.
	 * @param window unconfirmed lines at most
	 * @param rate lines a second, 0 for no limit
	 * @param time how long lines are sent, zero for none. With a rate, the lines that are
	 * due in that time are sent, also when they are late
	 */
	SendWindow(int window, double rate, Duration time) {
		this.room = new Semaphore(window);
		this.nanosBetween = (rate > 0) ? Math.round(1e9 / rate) : 0;
		this.end = this.start + time.toNanos();
	}

	/**
	 * Waits until a line may be sent.
	 * @return the number of the line, empty if there is none any more
	 */
	OptionalLong next() {
		try {
			long due = this.start + this.sent.get() * this.nanosBetween;
			for (long early = due - System.nanoTime(); early > 0 && !isOver(due); early = due - System.nanoTime()) {
				TimeUnit.NANOSECONDS.sleep(Math.min(early, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
			}
			while (!isOver(due)) {
				if (this.room.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
					return OptionalLong.of(this.sent.getAndIncrement());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return OptionalLong.empty();
	}

	private boolean isOver(long due) {
		long time = (this.nanosBetween > 0) ? due : System.nanoTime();
		return this.ended || time - this.end >= 0;
	}

	void confirmed() {
		this.room.release();
	}

	void end() {
		this.ended = true;
	}

	long sent() {
		return this.sent.get();
	}

}
