package io.chatroom.tcp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.springframework.integration.ip.tcp.connection.TcpConnection;

/**
 * The last part of a stop: what was said is still written. Used on the thread that stops.
 */
final class Drain {

	private static final Duration CHECK = Duration.ofMillis(5);

	private static final Duration LAST_GRACE = Duration.ofSeconds(1);

	private final Map<String, ? extends TcpConnection> connections;

	private final List<ChatConnection> draining;

	/**
	 * Begins it.
	 * @param connections the open ones; what closes goes out of it
	 */
	Drain(Map<String, ? extends TcpConnection> connections) {
		this.connections = connections;
		this.draining = connections.values()
			.stream()
			.filter(ChatConnection.class::isInstance)
			.map(ChatConnection.class::cast)
			.toList();
	}

	/**
	 * Waits until all have been written what was said to them.
	 * @param timeout how long to wait at most
	 * @return how many have not
	 */
	long await(Duration timeout) {
		this.draining.stream().filter((connection) -> !connection.hasEntered()).forEach(ChatConnection::close);
		await(timeout, this::isSettled);
		if (isSettled()) {
			// a connection whose peer has not closed yet may be reset, and lose what is
			// under way
			await((timeout.compareTo(LAST_GRACE) < 0) ? timeout : LAST_GRACE, this.connections::isEmpty);
		}
		return this.draining.stream()
			.filter((connection) -> connection.hasEntered() && !connection.recipient().isFinished())
			.count();
	}

	private boolean isSettled() {
		return this.draining.stream().allMatch(ChatConnection::isSettled);
	}

	private void await(Duration timeout, BooleanSupplier condition) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
			LockSupport.parkNanos(this, CHECK.toNanos());
		}
	}

}
