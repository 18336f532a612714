package io.chatroom.ops;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

import io.chatroom.ops.PortProbe.Result;
import io.chatroom.tcp.AddressText;
import io.chatroom.tcp.ChatConnectionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The {@code chat} component of readiness: up only while the chat port lets clients in,
 * which it tries out, at most every five seconds. Any thread.
 */
public final class ChatHealthIndicator extends AbstractHealthIndicator {

	private static final Duration HOLDS = Duration.ofSeconds(5);

	/** Less than those wait who ask over HTTP. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final ChatConnectionFactory factory;

	private final PortProbe probe;

	private final LongSupplier nanoClock;

	/** Guarded by this, as is the next. */
	private @Nullable Result latest;

	private long latestAt;

	public ChatHealthIndicator(ChatConnectionFactory factory) {
		this(factory, System::nanoTime);
	}

	/**
	 * Creates one with a clock of its own.
	 * @param nanoClock such as {@link System#nanoTime}
	 */
	public ChatHealthIndicator(ChatConnectionFactory factory, LongSupplier nanoClock) {
		this.factory = factory;
		this.probe = new PortProbe(factory, PATIENCE);
		this.nanoClock = nanoClock;
	}

	/**
	 * Returns whether clients are let in.
	 */
	boolean isUp() {
		return Status.UP.equals(health().getStatus());
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		InetSocketAddress address = this.factory.address();
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
		builder.withDetail("probe", result.words());
		// it may have found out by waiting that no file is left
		builder.status(this.factory.isAccepting() ? result.status() : Status.OUT_OF_SERVICE);
	}

	private synchronized Result latest(InetSocketAddress address) {
		Result result = this.latest;
		if (result == null || this.nanoClock.getAsLong() - this.latestAt >= HOLDS.toNanos()) {
			result = this.probe.look(address);
			this.latest = result;
			this.latestAt = this.nanoClock.getAsLong();
		}
		return result;
	}

}
