package io.chatroom.tcp;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.chatroom.tcp.socket.NanoClock;

/**
 * The last part of a stop: what is queued is still written. Used on the thread that stops
 * the service.
 */
final class Drain {

	private static final Duration CHECK = Duration.ofMillis(5);

	private static final Duration LAST_GRACE = Duration.ofSeconds(1);

	private final List<Draining> connections;

	private final NanoClock clock;

	/**
	 * Creates a drain.
	 * @param connections those that are open
	 * @param clock measures the timeout
	 */
	Drain(Collection<? extends Draining> connections, NanoClock clock) {
		this.connections = List.copyOf(connections);
		this.clock = clock;
	}

	/**
	 * Closes the connections that have not negotiated, and waits until the others have
	 * been written what is queued for them.
	 * @param timeout how long to wait at most
	 * @return how many have not been
	 */
	long await(Duration timeout) {
		this.connections.stream().filter(Predicate.not(Draining::isNegotiated)).forEach(Draining::close);
		await(timeout, this::isWritten);
		if (isWritten()) {
			// when a peer has not closed yet, closing may reset the connection, and lose
			// bytes on the way
			await((timeout.compareTo(LAST_GRACE) < 0) ? timeout : LAST_GRACE, this::isClosed);
		}
		return this.connections.stream()
			.filter((connection) -> connection.isNegotiated() && !connection.isFinished())
			.count();
	}

	private boolean isWritten() {
		return this.connections.stream().allMatch((connection) -> connection.isFinished() || !connection.isOpen());
	}

	private boolean isClosed() {
		return this.connections.stream().noneMatch(Draining::isOpen);
	}

	private void await(Duration timeout, BooleanSupplier condition) {
		long deadline = this.clock.nanoTime() + timeout.toNanos();
		while (!condition.getAsBoolean() && this.clock.nanoTime() - deadline < 0) {
			this.clock.park(this, CHECK.toNanos());
		}
	}

	/**
	 * A connection, as the drain sees it. Any thread.
	 */
	interface Draining {

		/**
		 * Returns whether its PROXY header and TLS handshake are done. Nothing is queued
		 * for it before.
		 */
		boolean isNegotiated();

		/**
		 * Returns whether all that is queued for it has been written.
		 */
		boolean isFinished();

		boolean isOpen();

		void close();

	}

}
