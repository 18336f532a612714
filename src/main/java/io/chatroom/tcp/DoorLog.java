package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who was not let in, and says so in one line a minute at most: of the first at
 * once, of more with the first that comes when the minute is over. Any thread.
 */
final class DoorLog {

	private static final Logger logger = LoggerFactory.getLogger(DoorLog.class);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final TcpCounters counters;

	private final LongSupplier nanoClock;

	private final Pace refusals = new Pace();

	private final Pace failures = new Pace();

	private final Pace headers = new Pace();

	/** How many since the last line about them. */
	private int strangersHeaders;

	/** How many since the last line, by reasons as the meters call them. */
	private final Map<String, Integer> refused = new TreeMap<>();

	/**
	 * Creates one that has said nothing.
	 * @param counters where it counts
	 * @param nanoClock such as {@link System#nanoTime}
	 */
	DoorLog(TcpCounters counters, LongSupplier nanoClock) {
		this.counters = counters;
		this.nanoClock = nanoClock;
	}

	/**
	 * Says that a connection was turned away.
	 * @param reason why
	 * @param address where it came from
	 */
	synchronized void refused(Rejection reason, InetAddress address) {
		this.counters.count(reason);
		this.refused.merge(reason.name().toLowerCase(Locale.ROOT), 1, Integer::sum);
		if (this.refusals.isDue()) {
			String reasons = this.refused.toString();
			logger.atInfo()
				.addKeyValue("address", AddressText.of(address))
				.addKeyValue("reasons", reasons)
				.log("Refused {}, the last from {}; next line in 1 min", reasons, AddressText.of(address));
			this.refused.clear();
		}
	}

	/**
	 * Says that a connection was turned away that began with a PROXY header: a load
	 * balancer that is not trusted, never a person.
	 * @param address where it came from
	 */
	synchronized void refusedHeader(InetAddress address) {
		this.counters.count(Rejection.PROXY_HEADER);
		this.strangersHeaders++;
		if (this.headers.isDue()) {
			String from = AddressText.of(address);
			logger.atWarn()
				.addKeyValue("address", from)
				.log("PROXY header from {}, not in chat.proxy.trusted: {} closed", from, this.strangersHeaders);
			this.strangersHeaders = 0;
		}
	}

	/**
	 * Says that the system did not hand out a connection.
	 * @param why what it said
	 */
	synchronized void failed(Throwable why) {
		this.counters.acceptFailures().increment();
		if (this.failures.isDue()) {
			logger.warn("Cannot accept connections, and tries again: {}",
					(why instanceof IOException) ? why.getMessage() : why.toString());
		}
	}

	/**
	 * Once a minute.
	 */
	private final class Pace {

		private boolean begun;

		private long last;

		boolean isDue() {
			long now = DoorLog.this.nanoClock.getAsLong();
			boolean due = !this.begun || now - this.last >= MINUTE.toNanos();
			if (due) {
				this.begun = true;
				this.last = now;
			}
			return due;
		}

	}

}
