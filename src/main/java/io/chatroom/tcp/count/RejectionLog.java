package io.chatroom.tcp.count;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.AddressText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts rejected connections, and logs the first of each address in a minute. Any
 * thread.
 */
public final class RejectionLog {

	private static final Logger logger = LoggerFactory.getLogger(RejectionLog.class);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** More than are logged in a minute, so that none of these is logged twice. */
	private static final int ADDRESSES_REMEMBERED = 10_000;

	private final Predicate<InetAddress> isProxy;

	private final TcpCounters counters;

	private final LongSupplier nanoTime;

	private final SampledLog rejections;

	/** The addresses that were logged within a minute. */
	private final Cache<InetAddress, RejectionReason> logged;

	@GuardedBy("this")
	private final Pace failures = new Pace();

	@GuardedBy("this")
	private final Pace headers = new Pace();

	/** The number since the last line about them. */
	@GuardedBy("this")
	private int unexpectedHeaders;

	/**
	 * Creates a log without a line.
	 * @param isProxy returns whether an address is that of a trusted proxy
	 * @param counters counts the rejections and failures
	 * @param nanoTime returns nanoseconds, for example {@link System#nanoTime}
	 */
	public RejectionLog(Predicate<InetAddress> isProxy, TcpCounters counters, LongSupplier nanoTime) {
		this.isProxy = isProxy;
		this.counters = counters;
		this.nanoTime = nanoTime;
		this.rejections = new SampledLog(logger, "Refused", nanoTime);
		this.logged = Caffeine.newBuilder()
			.expireAfterWrite(MINUTE)
			.maximumSize(ADDRESSES_REMEMBERED)
			.ticker(nanoTime::getAsLong)
			.executor(Runnable::run)
			.build();
	}

	/**
	 * Notes a rejected connection.
	 * @param address where it came from
	 */
	public void rejected(RejectionReason reason, InetAddress address) {
		this.counters.count(reason);
		if (this.logged.asMap().putIfAbsent(address, reason) == null) {
			String from = AddressText.of(address);
			String label = reason.name().toLowerCase(Locale.ROOT);
			this.rejections.say((line) -> line.addKeyValue("address", from).addKeyValue("reason", label), " {}: {}",
					from, label);
		}
	}

	/**
	 * Notes a connection that was rejected because it began with a PROXY header that was
	 * not expected. It comes from a load balancer that is not trusted, never from a
	 * person.
	 * @param address where it came from
	 */
	public void rejectedHeader(InetAddress address) {
		if (this.isProxy.test(address)) {
			// a second header behind the first
			rejected(RejectionReason.PROXY_HEADER, address);
			return;
		}
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
		this.counters.countAcceptFailure();
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
