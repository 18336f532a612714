package io.chatroom.tcp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in, by address alone. What it remembers of addresses is bounded. Any
 * thread; never blocks.
 */
final class Admission {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int ADDRESSES_REMEMBERED = 100_000;

	private final AdmissionSettings settings;

	private final AtomicInteger connected = new AtomicInteger();

	/** How many are connected, of addresses from which any is. */
	private final Map<AddressRange, Integer> connectedFrom = new ConcurrentHashMap<>();

	/** Where the service itself is about to connect from. */
	private final Set<InetSocketAddress> probes = ConcurrentHashMap.newKeySet();

	/** How many have come in the minute that began with an address's first. */
	private final Cache<AddressRange, AtomicInteger> arrivals;

	/**
	 * Creates one that has admitted nobody.
	 * @param settings who is let in
	 * @param nanoClock such as {@link System#nanoTime}
	 */
	Admission(AdmissionSettings settings, LongSupplier nanoClock) {
		this.settings = settings;
		this.arrivals = Caffeine.newBuilder()
			.expireAfterWrite(MINUTE)
			.maximumSize(ADDRESSES_REMEMBERED)
			.ticker(nanoClock::getAsLong)
			.executor(Runnable::run)
			.build();
	}

	/**
	 * Decides about a connection.
	 * @param from the address and the port that it comes from
	 * @return the permit, which the connection closes when it ends, or why it is rejected
	 */
	Decision admit(InetSocketAddress from) {
		if (this.probes.remove(from)) {
			return new Permit(true);
		}
		InetAddress address = from.getAddress();
		if (contains(this.settings.deny(), address)) {
			return Rejection.DENIED;
		}
		Permit permit = new Permit(false);
		Decision decision = Rejection.TOO_MANY;
		try {
			if (this.connected.incrementAndGet() <= this.settings.maxConnections()) {
				Rejection rejection = permit.moveTo(address);
				decision = (rejection != null) ? rejection : permit;
			}
			return decision;
		}
		finally {
			// a failure gives the place back, too
			if (decision != permit) {
				permit.close();
			}
		}
	}

	/**
	 * Announces a connection from the service to itself. It takes nobody's place, and no
	 * limit applies to it.
	 * @param from the address and the port that it will come from
	 */
	void expectProbe(InetSocketAddress from) {
		this.probes.add(from);
	}

	/**
	 * Ends what {@link #expectProbe} began.
	 */
	void forgetProbe(InetSocketAddress from) {
		this.probes.remove(from);
	}

	/**
	 * Returns the line that a rejected connection receives.
	 */
	String lastWords() {
		return this.settings.lastWords();
	}

	private static boolean contains(List<AddressRange> ranges, InetAddress address) {
		return ranges.stream().anyMatch((range) -> range.contains(address));
	}

	private @Nullable Rejection enter(AddressRange from, @Nullable AtomicInteger arrived) {
		int most = this.settings.maxConnectionsPerAddress();
		int here = this.connectedFrom.merge(from, 1, Integer::sum);
		Rejection rejection = (most > 0 && here > most) ? Rejection.TOO_MANY_FROM_ADDRESS : hurry(arrived);
		if (rejection != null) {
			leave(from);
		}
		return rejection;
	}

	private @Nullable Rejection hurry(@Nullable AtomicInteger arrived) {
		int most = this.settings.connectionsPerMinutePerAddress();
		return (arrived != null && arrived.incrementAndGet() > most) ? Rejection.TOO_FAST : null;
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
	 * What came of asking.
	 */
	sealed interface Decision permits Permit, Rejection {

	}

	/**
	 * A place for one connection, which it gives back when it ends.
	 */
	final class Permit implements Decision, AutoCloseable {

		/** Null while the limits of an address do not hold for it. */
		private @Nullable AddressRange from;

		/** Where it was counted as one of a minute. Guarded by this. */
		private @Nullable AtomicInteger arrived;

		private boolean closed;

		private final boolean probe;

		private Permit(boolean probe) {
			this.probe = probe;
			this.closed = probe;
		}

		/**
		 * Returns whether it is the service's own.
		 */
		boolean isProbe() {
			return this.probe;
		}

		/**
		 * Decides again, when it turns out that the connection comes from elsewhere:
		 * through a proxy, say. It counts for that address from then on.
		 * @param address where it comes from
		 * @return why it is turned away, or null; then all stays as it was
		 */
		synchronized @Nullable Rejection moveTo(InetAddress address) {
			if (contains(Admission.this.settings.deny(), address)) {
				return Rejection.DENIED;
			}
			AddressRange to = contains(Admission.this.settings.exempt(), address) ? null
					: AddressRange.reachOf(address);
			AtomicInteger arrivals = (to != null) ? arrivals(to) : null;
			Rejection rejection = (to != null && !this.closed) ? enter(to, arrivals) : null;
			if (rejection == null && !this.closed) {
				giveUpAddress();
				this.from = to;
				this.arrived = arrivals;
			}
			return rejection;
		}

		/**
		 * Takes the connection out of those of its address's minute, once. It may be
		 * closed already.
		 */
		synchronized void forgetArrival() {
			if (this.arrived != null) {
				this.arrived.decrementAndGet();
			}
			this.arrived = null;
		}

		/**
		 * Returns what one is told that is turned away.
		 */
		String lastWords() {
			return Admission.this.lastWords();
		}

		private void giveUpAddress() {
			if (this.from != null) {
				leave(this.from);
			}
		}

		/**
		 * Gives the place back, once.
		 */
		@Override
		public synchronized void close() {
			if (!this.closed) {
				this.closed = true;
				giveUpAddress();
				Admission.this.connected.decrementAndGet();
			}
		}

	}

}
