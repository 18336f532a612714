package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.AddressText;
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

	private final LongSupplier nanoClock;

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
	 * @param nanoClock returns nanoseconds, for example {@link System#nanoTime}
	 */
	public RejectionLog(TcpCounters counters, LongSupplier nanoClock) {
		this.counters = counters;
		this.nanoClock = nanoClock;
	}

	/**
	 * Notes a rejected connection.
	 * @param address where it came from
	 */
	public synchronized void rejected(RejectionReason reason, InetAddress address) {
		this.counters.count(reason);
		this.rejected.merge(reason.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
		if (isDue(this.rejections)) {
			String reasons = this.rejected.toString();
			logger.atInfo()
				.addKeyValue("address", AddressText.of(address))
				.addKeyValue("reasons", reasons)
				.log("Refused {}, the last from {}; next line in 1 min", reasons, AddressText.of(address));
			this.rejected.clear();
		}
	}

	/**
	 * Notes a connection that was rejected because it began with a PROXY header. It comes
	 * from a load balancer that is not trusted, never from a person.
	 * @param address where it came from
	 */
	public synchronized void rejectedHeader(InetAddress address) {
		this.counters.count(RejectionReason.PROXY_HEADER);
		this.unexpectedHeaders++;
		if (isDue(this.headers)) {
			String from = AddressText.of(address);
			logger.atWarn()
				.addKeyValue("address", from)
				.log("PROXY header from {}, not in chat.proxy.trusted: {} closed", from, this.unexpectedHeaders);
			this.unexpectedHeaders = 0;
		}
	}

	/**
	 * Notes that a connection could not be accepted.
	 * @param cause the failure
	 */
	public synchronized void failed(Throwable cause) {
		this.counters.acceptFailures().increment();
		if (isDue(this.failures)) {
			logger.warn("Cannot accept connections, and tries again: {}",
					(cause instanceof IOException) ? cause.getMessage() : cause.toString());
		}
	}

	private boolean isDue(Pace pace) {
		long now = this.nanoClock.getAsLong();
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
