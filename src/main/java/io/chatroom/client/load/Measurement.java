package io.chatroom.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Rates and latencies between two points in time: lines by the time they were sent,
 * deliveries by the time they arrived, and the latency of all deliveries of these lines,
 * however late. Times are those of {@link System#nanoTime()}. Used by the load thread
 * only, until the run is over.
 */
final class Measurement {

	private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

	private static final int MOST_INTERVALS = 60;

	private static final long SHORTEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

	private final Histogram latency = new Histogram(LONGEST, 3);

	private final Histogram intervalLatency = new Histogram(LONGEST, 3);

	private final List<Interval> intervals = new ArrayList<>();

	private final long from;

	private final long to;

	private final long every;

	private long intervalStart;

	private long intervalDelivered;

	private long sent;

	private long delivered;

	Measurement(long from, long nanos) {
		this.from = from;
		this.to = from + nanos;
		this.every = Math.max(SHORTEST_INTERVAL, nanos / MOST_INTERVALS);
		this.intervalStart = from;
	}

	void sent(long time) {
		if (within(time)) {
			this.sent++;
		}
	}

	void delivered(long sentAt, long now) {
		if (within(now)) {
			this.intervalDelivered++;
		}
		if (within(sentAt)) {
			this.intervalLatency.recordValue(Math.min(now - sentAt, LONGEST));
		}
	}

	/** Ends the current interval if its time is over. */
	void tick(long now) {
		if (now - this.intervalStart >= this.every && this.intervalStart != this.to) {
			endInterval((now - this.to < 0) ? now : this.to);
		}
	}

	/** Ends the last interval. */
	void finish() {
		endInterval(this.to);
	}

	private void endInterval(long end) {
		long length = end - this.intervalStart;
		if (length >= this.every / 2) {
			this.intervals.add(new Interval(seconds(end - this.from), this.intervalDelivered / seconds(length),
					this.intervalLatency.getValueAtPercentile(50), this.intervalLatency.getValueAtPercentile(99),
					this.intervalLatency.getMaxValue()));
		}
		this.latency.add(this.intervalLatency);
		this.intervalLatency.reset();
		this.delivered += this.intervalDelivered;
		this.intervalDelivered = 0;
		this.intervalStart = end;
	}

	private boolean within(long time) {
		return time - this.from >= 0 && time - this.to < 0;
	}

	double sentPerSecond() {
		return this.sent / seconds(this.to - this.from);
	}

	double deliveredPerSecond() {
		return this.delivered / seconds(this.to - this.from);
	}

	/** Nanoseconds from the sending of a line to each of its receipts. */
	Histogram latency() {
		return this.latency;
	}

	List<Interval> intervals() {
		return this.intervals;
	}

	private static double seconds(long nanos) {
		return nanos / 1e9;
	}

	/**
	 * One interval of the measured time.
	 *
	 * @param second the end of the interval, in seconds since the start of the
	 * measurement
	 * @param deliveredPerSecond deliveries per second
	 * @param p50 median latency in nanoseconds, 0 if nothing arrived
	 * @param p99 99th percentile, in nanoseconds
	 * @param max maximum, in nanoseconds
	 */
	record Interval(double second, double deliveredPerSecond, long p50, long p99, long max) {
	}

}
