package io.chatroom.tcp.count;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

import io.chatroom.protocol.CloseReason;

/**
 * The counters of the transport since its start. Any thread.
 */
public final class TcpCounters {

	private final LongAdder opened = new LongAdder();

	private final LongAdder empty = new LongAdder();

	private final LongAdder linesReceived = new LongAdder();

	private final LongAdder bytesReceived = new LongAdder();

	private final List<Delivered> delivered = new CopyOnWriteArrayList<>();

	private final LongAdder heldBackNanos = new LongAdder();

	private final Tally<CloseReason> closed = new Tally<>(CloseReason.class);

	private final Tally<CloseReason> evictions = new Tally<>(CloseReason.class);

	private final Tally<RejectionReason> rejections = new Tally<>(RejectionReason.class);

	private final LongAdder acceptFailures = new LongAdder();

	/**
	 * Returns how many connections were admitted, each counted at its first byte, or at
	 * its end when the service ended it before.
	 */
	public long opened() {
		return this.opened.sum();
	}

	/**
	 * Returns how many connections their peers ended before the first byte.
	 */
	public long empty() {
		return this.empty.sum();
	}

	/**
	 * Returns how many admitted connections were closed.
	 * @param cause for this cause
	 */
	public long closed(CloseReason cause) {
		return this.closed.of(cause);
	}

	/**
	 * Returns how many lines clients have sent, refused ones too.
	 */
	public long received() {
		return this.linesReceived.sum();
	}

	/**
	 * Returns how many bytes clients have sent, without what TLS adds.
	 */
	public long bytesReceived() {
		return this.bytesReceived.sum();
	}

	/**
	 * Returns how many lines were handed to clients' sockets: one line to ten clients is
	 * ten.
	 */
	public long delivered() {
		return sum(Delivered::lines);
	}

	/**
	 * Returns how many bytes were handed to clients' sockets, without what TLS adds.
	 */
	public long bytesSent() {
		return sum(Delivered::bytes);
	}

	private long sum(ToLongFunction<Delivered> of) {
		return this.delivered.stream().mapToLong(of).sum();
	}

	/**
	 * Returns how many connections were evicted.
	 * @param reason for this reason
	 */
	public long evicted(CloseReason reason) {
		return this.evictions.of(reason);
	}

	/**
	 * Returns how many connections were rejected.
	 * @param reason for this reason
	 */
	public long rejected(RejectionReason reason) {
		return this.rejections.of(reason);
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
	 */
	public long acceptsFailed() {
		return this.acceptFailures.sum();
	}

	/**
	 * Counts a connection at its first byte.
	 */
	void countOpened() {
		this.opened.increment();
	}

	/**
	 * Counts a connection that its peer ended before the first byte.
	 */
	void countEmpty() {
		this.empty.increment();
	}

	/**
	 * Counts an opened connection that has ended.
	 */
	void countClosed(CloseReason cause) {
		this.closed.count(cause);
	}

	/**
	 * Counts an evicted client.
	 */
	public void countEvicted(CloseReason reason) {
		this.evictions.count(reason);
	}

	/**
	 * Counts a rejected connection.
	 */
	void count(RejectionReason reason) {
		this.rejections.count(reason);
	}

	/**
	 * Counts a received line.
	 */
	void countLine() {
		this.linesReceived.increment();
	}

	/**
	 * Counts received bytes.
	 */
	public void countReceived(int bytes) {
		this.bytesReceived.add(bytes);
	}

	/**
	 * Returns the counters of one more writer.
	 */
	public Delivered countDelivered() {
		Delivered more = new Delivered();
		this.delivered.add(more);
		return more;
	}

	/**
	 * Counts the nanoseconds for which a client was held back.
	 */
	public void countHeldBack(long nanos) {
		this.heldBackNanos.add(nanos);
	}

	/**
	 * Counts a failed accept.
	 */
	void countAcceptFailure() {
		this.acceptFailures.increment();
	}

}
