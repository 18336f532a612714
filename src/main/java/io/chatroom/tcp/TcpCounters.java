package io.chatroom.tcp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the transport has counted since its start. Any thread may read.
 */
public final class TcpCounters {

	private final LongAdder linesReceived = new LongAdder();

	private final LongAdder linesDelivered = new LongAdder();

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

	LongAdder acceptFailures() {
		return this.acceptFailures;
	}

	LongAdder evictions(Eviction reason) {
		return of(this.evictions, reason);
	}

	LongAdder rejections(Rejection reason) {
		return of(this.rejections, reason);
	}

	private static <T> LongAdder of(Map<T, LongAdder> adders, T reason) {
		LongAdder adder = adders.get(reason);
		if (adder == null) {
			throw new IllegalArgumentException("No counter for " + reason);
		}
		return adder;
	}

}
