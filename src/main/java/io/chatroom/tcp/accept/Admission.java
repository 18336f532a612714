package io.chatroom.tcp.accept;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is admitted, by address alone. What it remembers of addresses is bounded.
 * Any thread; never waits.
 */
public final class Admission {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int ADDRESSES_REMEMBERED = 100_000;

	private final AdmissionSettings settings;

	private final Bans bans;

	private final AtomicInteger connected = new AtomicInteger();

	/** How many are connected, of addresses from which any is. */
	private final Map<AddressRange, Integer> connectedFrom = new ConcurrentHashMap<>();

	/** How many have come in the minute that began with an address's first. */
	private final Cache<AddressRange, AtomicInteger> arrivals;

	/**
	 * Creates an admission without a connection.
	 * @param settings who is admitted
	 * @param bans who is not, whatever the settings say
	 * @param nanoTime returns nanoseconds, for example {@link System#nanoTime}
	 */
	Admission(AdmissionSettings settings, Bans bans, LongSupplier nanoTime) {
		this.settings = settings;
		this.bans = bans;
		this.arrivals = Caffeine.newBuilder()
			.expireAfterWrite(MINUTE)
			.maximumSize(ADDRESSES_REMEMBERED)
			.ticker(nanoTime::getAsLong)
			.executor(Runnable::run)
			.build();
	}

	/**
	 * Returns the maximum number of open connections.
	 */
	int maxConnections() {
		return this.settings.maxConnections();
	}

	/**
	 * Decides about a connection.
	 * @param address where it comes from
	 * @return the permit, which the connection closes when it ends, or why it is rejected
	 */
	Decision admit(InetAddress address) {
		Rejected unwanted = rejectUnwanted(address);
		return (unwanted != null) ? unwanted : count(address);
	}

	/**
	 * Decides about a connection of the web gateway, which will say whose it is.
	 * @return as {@link #admit}
	 */
	Decision admitGateway() {
		return count(null);
	}

	private @Nullable Rejected rejectUnwanted(InetAddress address) {
		if (contains(this.settings.deny(), address)) {
			return new Rejected(RejectionReason.DENIED, null);
		}
		String lastWords = this.bans.lastWords(address);
		return (lastWords != null) ? new Rejected(RejectionReason.BANNED, lastWords) : null;
	}

	private Decision count(@Nullable InetAddress address) {
		Permit permit = new Permit();
		boolean admitted = false;
		try {
			RejectionReason reason = null;
			if (this.connected.incrementAndGet() > this.settings.maxConnections()) {
				reason = RejectionReason.TOO_MANY;
			}
			else if (address != null) {
				reason = permit.countFor(address);
			}
			admitted = reason == null;
			return (reason != null) ? Rejected.overLimit(reason) : permit;
		}
		finally {
			// also after a failure
			if (!admitted) {
				permit.close();
			}
		}
	}

	private static boolean contains(List<AddressRange> ranges, InetAddress address) {
		return ranges.stream().anyMatch((range) -> range.contains(address));
	}

	private @Nullable RejectionReason enter(AddressRange from, @Nullable AtomicInteger arrived) {
		int most = this.settings.maxConnectionsPerAddress();
		int here = this.connectedFrom.merge(from, 1, Integer::sum);
		RejectionReason rejection = (most > 0 && here > most) ? RejectionReason.TOO_MANY_FROM_ADDRESS
				: countArrival(arrived);
		if (rejection != null) {
			leave(from);
		}
		return rejection;
	}

	private @Nullable RejectionReason countArrival(@Nullable AtomicInteger arrived) {
		int most = this.settings.connectionsPerMinutePerAddress();
		return (arrived != null && arrived.incrementAndGet() > most) ? RejectionReason.TOO_FAST : null;
	}

	/**
	 * Returns how many have come from there in its minute, or null when any number may.
	 */
	private @Nullable AtomicInteger arrivals(AddressRange from) {
		return (this.settings.connectionsPerMinutePerAddress() > 0)
				? this.arrivals.get(from, (first) -> new AtomicInteger()) : null;
	}

	private void leave(AddressRange from) {
		this.connectedFrom.computeIfPresent(from, (key, count) -> (count > 1) ? count - 1 : null);
	}

	/**
	 * Whether a connection is admitted.
	 */
	sealed interface Decision {

	}

	/**
	 * The connection is rejected.
	 *
	 * @param reason why
	 * @param lastWords the line that its peer is sent, without its end; null for none
	 */
	record Rejected(RejectionReason reason, @Nullable String lastWords) implements Decision {

		static Rejected overLimit(RejectionReason reason) {
			return new Rejected(reason, TextLines.TOO_MANY_CONNECTIONS);
		}

	}

	/**
	 * Counts one connection, until it is closed.
	 */
	public final class Permit implements Decision, AutoCloseable {

		/** Null for a connection to which the limits per address do not apply. */
		@GuardedBy("this")
		private @Nullable AddressRange from;

		/** The arrivals of a minute that it was counted in. */
		@GuardedBy("this")
		private @Nullable AtomicInteger arrived;

		@GuardedBy("this")
		private boolean closed;

		private Permit() {
		}

		/**
		 * Decides again, for a connection that comes from another address, through a
		 * proxy. From then on it counts for that address.
		 * @param address where it comes from
		 * @return why it is rejected, which changes nothing, or null
		 */
		@Nullable Rejected moveTo(InetAddress address) {
			Rejected unwanted = rejectUnwanted(address);
			if (unwanted != null) {
				return unwanted;
			}
			RejectionReason reason = countFor(address);
			return (reason != null) ? Rejected.overLimit(reason) : null;
		}

		private synchronized @Nullable RejectionReason countFor(InetAddress address) {
			AddressRange to = contains(Admission.this.settings.exempt(), address) ? null
					: AddressRange.reachOf(address);
			AtomicInteger arrivals = (to != null) ? arrivals(to) : null;
			RejectionReason rejection = (to != null && !this.closed) ? enter(to, arrivals) : null;
			if (rejection == null && !this.closed) {
				leaveAddress();
				this.from = to;
				this.arrived = arrivals;
			}
			return rejection;
		}

		/**
		 * Takes the connection out of the arrivals of its address's minute, once. It may
		 * be closed already.
		 */
		public synchronized void forgetArrival() {
			if (this.arrived != null) {
				this.arrived.decrementAndGet();
			}
			this.arrived = null;
		}

		@GuardedBy("this")
		private void leaveAddress() {
			if (this.from != null) {
				leave(this.from);
			}
		}

		/**
		 * Counts the connection no more. Further calls have no effect.
		 */
		@Override
		public synchronized void close() {
			if (!this.closed) {
				this.closed = true;
				leaveAddress();
				Admission.this.connected.decrementAndGet();
			}
		}

	}

}
