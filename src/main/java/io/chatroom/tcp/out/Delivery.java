package io.chatroom.tcp.out;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Broadcast lines on their way together: measures the time from when each was read until
 * all writers have written it to the sockets that were not full. Any thread.
 */
public final class Delivery {

	/** When each line was read, as {@link System#nanoTime()}. */
	private final long[] since;

	private final LongSupplier nanoTime;

	private final LongConsumer onDelivered;

	/** Writers that have not written the lines, and the one that still appends them. */
	private final AtomicInteger awaited = new AtomicInteger(1);

	/**
	 * Begins a delivery. {@link #end} must follow when the lines were appended.
	 * @param onDelivered takes the nanoseconds since each line was read, on the thread of
	 * the last end
	 * @param since when each line was read, as {@link System#nanoTime()}
	 */
	Delivery(LongSupplier nanoTime, LongConsumer onDelivered, long... since) {
		this.nanoTime = nanoTime;
		this.onDelivered = onDelivered;
		this.since = since;
	}

	/**
	 * Notes that one more writer has to write the lines.
	 */
	void begin() {
		this.awaited.incrementAndGet();
	}

	/**
	 * Notes that one writer has written the lines, or that they were appended to all
	 * logs.
	 */
	public void end() {
		if (this.awaited.decrementAndGet() == 0) {
			long now = this.nanoTime.getAsLong();
			for (long read : this.since) {
				this.onDelivered.accept(Math.max(0, now - read));
			}
		}
	}

}
