package io.chatroom.ops;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

import io.chatroom.ops.PortProbe.Result;
import io.chatroom.tcp.ChatConnectionFactory;
import io.chatroom.tcp.socket.AddressText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The {@code chat} component of readiness: up while the chat port accepts clients. It
 * probes the port at most every five seconds. Any thread.
 */
public final class ChatHealthIndicator extends AbstractHealthIndicator {

	private static final Duration CACHE_TIME = Duration.ofSeconds(5);

	/** Shorter than the timeouts of those who ask over HTTP. */
	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

	private final ChatConnectionFactory factory;

	private final PortProbe probe;

	private final LongSupplier nanoClock;

	/** The last result; null before the first probe. Guarded by this. */
	private @Nullable Result latest;

	/** When the last probe ended, by the clock. Guarded by this. */
	private long latestAt;

	public ChatHealthIndicator(ChatConnectionFactory factory) {
		this(factory, System::nanoTime);
	}

	/**
	 * Creates an indicator with another clock.
	 * @param nanoClock returns nanoseconds, as {@link System#nanoTime} does
	 */
	public ChatHealthIndicator(ChatConnectionFactory factory, LongSupplier nanoClock) {
		this.factory = factory;
		this.probe = new PortProbe(factory, PROBE_TIMEOUT);
		this.nanoClock = nanoClock;
	}

	/**
	 * Returns whether the chat port accepts clients.
	 */
	boolean isUp() {
		return Status.UP.equals(health().getStatus());
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		InetSocketAddress address = this.factory.getServerSocketAddress();
		builder.withDetail("connected", this.factory.connected());
		if (address == null) {
			builder.outOfService();
			return;
		}
		builder.withDetail("address", AddressText.of(address.getAddress())).withDetail("port", address.getPort());
		if (!this.factory.isAccepting()) {
			builder.outOfService();
			return;
		}
		Result result = latest(address);
		builder.withDetail("probe", result.text());
		// the acceptor may have run out of file descriptors during the probe
		builder.status(this.factory.isAccepting() ? result.status() : Status.OUT_OF_SERVICE);
	}

	private synchronized Result latest(InetSocketAddress address) {
		Result result = this.latest;
		if (result == null || this.nanoClock.getAsLong() - this.latestAt >= CACHE_TIME.toNanos()) {
			result = this.probe.run(address);
			this.latest = result;
			this.latestAt = this.nanoClock.getAsLong();
		}
		return result;
	}

}
