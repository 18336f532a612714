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

	final LongAdder badProxyHeaders = new LongAdder();

	public long proxyHeadersRefused() {
		return this.badProxyHeaders.sum();
	}

	public TcpCounters() {
		for (Eviction reason : Eviction.values()) {
			this.evictions.put(reason, new LongAdder());
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

	LongAdder linesReceived() {
		return this.linesReceived;
	}

	LongAdder linesDelivered() {
		return this.linesDelivered;
	}

	LongAdder evictions(Eviction reason) {
		LongAdder adder = this.evictions.get(reason);
		if (adder == null) {
			throw new IllegalArgumentException("No counter for " + reason);
		}
		return adder;
	}

}
