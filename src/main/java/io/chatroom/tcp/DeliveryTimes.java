package io.chatroom.tcp;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How long lines took from their reader to the last outbox that was not blocked. It keeps
 * when the last of them were read. One thread at a time adds; any writer tells.
 */
final class DeliveryTimes {

	/** More lines than writers are ever behind, but for very short ones. */
	private static final int KEPT = 4096;

	private final LongSupplier nanoClock;

	private final AtomicLongArray readAt = new AtomicLongArray(KEPT);

	private volatile LongConsumer listener = (nanos) -> {
	};

	/** How many lines were told of, or passed over. Guarded by this. */
	private long told;

	/**
	 * Creates one.
	 * @param nanoClock such as {@link System#nanoTime}
	 */
	DeliveryTimes(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	/**
	 * Sets who is told.
	 * @param listener takes nanoseconds, once for each line, on a writer's thread
	 */
	void tell(LongConsumer listener) {
		this.listener = listener;
	}

	/**
	 * Notes when a line was read, before it is in the log.
	 * @param line how many there were before it
	 * @param nanoTime when, as {@link System#nanoTime()}
	 */
	void read(long line, long nanoTime) {
		this.readAt.set((int) (line % KEPT), nanoTime);
	}

	/**
	 * Says that all writers have written so many lines.
	 */
	synchronized void written(long lines) {
		if (lines <= this.told) {
			return;
		}
		long now = this.nanoClock.getAsLong();
		for (long line = Math.max(this.told, lines - KEPT); line < lines; line++) {
			this.listener.accept(Math.max(0, now - this.readAt.get((int) (line % KEPT))));
		}
		this.told = lines;
	}

}
