package io.chatroom.tcp.count;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.AddressText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts rejected connections, and logs them in at most one line a minute: the first at
 * once, more with the first that comes after the minute. Any thread.
 */
public final class RejectionLog {

	private static final Logger logger = LoggerFactory.getLogger(RejectionLog.class);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final TcpCounters counters;

	private final LongSupplier nanoTime;

	@GuardedBy("this")
	private final Pace rejections = new Pace();

	@GuardedBy("this")
	private final Pace failures = new Pace();

	@GuardedBy("this")
	private final Pace headers = new Pace();

	/** The number since the last line about them. */
	@GuardedBy("this")
	private int unexpectedHeaders;

	/** The numbers since the last line, by the reasons as the meters call them. */
	@GuardedBy("this")
	private final Map<String, Integer> rejected = new TreeMap<>();

	/**
	 * Creates a log without a line.
	 * @param counters counts the rejections and failures
	 * @param nanoTime returns nanoseconds, for example {@link System#nanoTime}
	 */
	public RejectionLog(TcpCounters counters, LongSupplier nanoTime) {
		this.counters = counters;
		this.nanoTime = nanoTime;
	}

	/**
	 * Notes a rejected connection.
	 * @param address where it came from
	 */
	public void rejected(RejectionReason reason, InetAddress address) {
		this.counters.count(reason);
		String reasons = add(reason);
		if (reasons != null) {
			String from = AddressText.of(address);
			logger.atInfo()
				.addKeyValue("address", from)
				.addKeyValue("reasons", reasons)
				.log("Refused {}, the last from {}; next line in 1 min", reasons, from);
		}
	}

	/**
	 * Returns the numbers for a line, or null when none is due.
	 */
	private synchronized @Nullable String add(RejectionReason reason) {
		this.rejected.merge(reason.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
		if (!isDue(this.rejections)) {
			return null;
		}
		String reasons = this.rejected.toString();
		this.rejected.clear();
		return reasons;
	}

	/**
	 * Notes a connection that was rejected because it began with a PROXY header. It comes
	 * from a load balancer that is not trusted, never from a person.
	 * @param address where it came from
	 */
	public void rejectedHeader(InetAddress address) {
		this.counters.count(RejectionReason.PROXY_HEADER);
		int closed = addHeader();
		if (closed > 0) {
			String from = AddressText.of(address);
			logger.atWarn()
				.addKeyValue("address", from)
				.log("PROXY header from {}, not in chat.proxy.trusted: {} closed", from, closed);
		}
	}

	/**
	 * Returns the number for a line, or 0 when none is due.
	 */
	private synchronized int addHeader() {
		this.unexpectedHeaders++;
		if (!isDue(this.headers)) {
			return 0;
		}
		int closed = this.unexpectedHeaders;
		this.unexpectedHeaders = 0;
		return closed;
	}

	/**
	 * Notes that a connection could not be accepted.
	 * @param cause the failure
	 */
	public void failed(Throwable cause) {
		this.counters.acceptFailures().increment();
		if (isFailureDue()) {
			logger.warn("Cannot accept connections, and tries again: {}",
					(cause instanceof IOException) ? cause.getMessage() : cause.toString());
		}
	}

	private synchronized boolean isFailureDue() {
		return isDue(this.failures);
	}

	@GuardedBy("this")
	private boolean isDue(Pace pace) {
		long now = this.nanoTime.getAsLong();
		boolean due = !pace.begun || now - pace.last >= MINUTE.toNanos();
		if (due) {
			pace.begun = true;
			pace.last = now;
		}
		return due;
	}

	/**
	 * When a line was logged last.
	 */
	private static final class Pace {

		private boolean begun;

		private long last;

	}

}
