package io.chatroom.tcp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the transport has counted since its start. Any thread may read.
 */
public final class TcpCounters {

	private final LongAdder linesReceived = new LongAdder();

	private final LongAdder linesDelivered = new LongAdder();

	private final LongAdder heldBackNanos = new LongAdder();

	private final Map<Eviction, LongAdder> evictions = new EnumMap<>(Eviction.class);

	private final Map<Rejection, LongAdder> rejections = new EnumMap<>(Rejection.class);

	private final LongAdder acceptFailures = new LongAdder();

	public TcpCounters() {
		for (Eviction reason : Eviction.values()) {
			this.evictions.put(reason, new LongAdder());
		}
		for (Rejection reason : Rejection.values()) {
			this.rejections.put(reason, new LongAdder());
		}
	}

	/**
	 * Returns how many lines clients have sent, refused ones too.
	 * @return a number of lines
	 */
	public long received() {
		return this.linesReceived.sum();
	}

	/**
	 * Returns how many lines were handed to clients' sockets: one line to ten clients is
	 * ten.
	 * @return a number of lines
	 */
	public long delivered() {
		return this.linesDelivered.sum();
	}

	/**
	 * Returns how many connections were evicted.
	 * @param reason for this reason
	 * @return a number of connections
	 */
	public long evicted(Eviction reason) {
		return evictions(reason).sum();
	}

	/**
	 * Returns how many connections were turned away.
	 * @param reason for this reason
	 * @return a number of connections
	 */
	public long rejected(Rejection reason) {
		return rejections(reason).sum();
	}

	/**
	 * Returns for how long clients were held back that sent faster than they may.
	 * @return seconds, of all clients together
	 */
	public double heldBackSeconds() {
		return this.heldBackNanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
	}

	/**
	 * Returns how often the system would not hand out a connection that waited.
	 * @return a number of attempts
	 */
	public long acceptsFailed() {
		return this.acceptFailures.sum();
	}

	LongAdder linesReceived() {
		return this.linesReceived;
	}

	LongAdder linesDelivered() {
		return this.linesDelivered;
	}

	LongAdder heldBackNanos() {
		return this.heldBackNanos;
	}

	LongAdder acceptFailures() {
		return this.acceptFailures;
	}

	LongAdder evictions(Eviction reason) {
		return counter(this.evictions, reason);
	}

	LongAdder rejections(Rejection reason) {
		return counter(this.rejections, reason);
	}

	private static <R> LongAdder counter(Map<R, LongAdder> counters, R reason) {
		LongAdder counter = counters.get(reason);
		if (counter == null) {
			throw new IllegalArgumentException("No counter for " + reason);
		}
		return counter;
	}

}
