package io.chatroom.client;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.chatroom.protocol.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Reconnects after a connection is lost. It retries until it succeeds or
 * {@link #giveUp()} is called, even while an attempt is running. Used by the reader
 * thread only, except {@link #giveUp()} and {@link #hurry()}.
 */
final class Redial {

	/**
	 * Begins what a server says in place of its greeting to an address that is banned.
	 */
	private static final String BANNED = "You are banned";

	private final Dial dial;

	private final Display display;

	private final BackOff backOff;

	private final BooleanSupplier pointless;

	private final Delay delay;

	private volatile CompletableFuture<@Nullable Void> hurry = new CompletableFuture<>();

	private final CompletableFuture<Attempt> givenUp = new CompletableFuture<>();

	/** Messages shown since the client was last in the room. Each is shown once. */
	private final Set<String> told = new HashSet<>();

	/**
	 * Creates the retry loop.
	 * @param backOff the delay before each attempt
	 * @param pointless whether reconnecting has become unnecessary
	 * @param delay runs the waits between two attempts
	 */
	Redial(Dial dial, Display display, BackOff backOff, BooleanSupplier pointless, Delay delay) {
		this.dial = dial;
		this.backOff = backOff;
		this.display = display;
		this.pointless = pointless;
		this.delay = delay;
	}

	/**
	 * Reconnects.
	 * @return null if {@link #giveUp()} was called, reconnecting is unnecessary, or the
	 * user is banned
	 */
	@Nullable ServerConnection again() {
		try {
			return tryOnAndOn();
		}
		finally {
			this.display.retry(-1);
		}
	}

	private @Nullable ServerConnection tryOnAndOn() {
		while (!this.givenUp.isDone() && !this.pointless.getAsBoolean()) {
			tell("Trying again.");
			if (isGivenUpWhileWaiting()) {
				return null;
			}
			this.display.retry(0);
			Attempt attempt = CompletableFuture.supplyAsync(this::attempt, Thread::startVirtualThread)
				.applyToEither(this.givenUp, Function.identity())
				.join();
			if (attempt.complaint() != null) {
				tell(attempt.complaint());
				if (attempt.complaint().startsWith(BANNED)) {
					return null;
				}
			}
			if (attempt.connection() != null) {
				return attempt.connection();
			}
		}
		return null;
	}

	/**
	 * Shows a message, unless it was shown since the last {@link #reset()}.
	 */
	void tell(String text) {
		if (this.told.add(text)) {
			this.display.notice(text);
		}
	}

	/**
	 * Resets the delay and the shown messages, once the client is in the room.
	 */
	void reset() {
		this.backOff.reset();
		this.told.clear();
	}

	void giveUp() {
		this.givenUp.complete(new Attempt(null, null));
	}

	/**
	 * Starts the next attempt immediately. Safe for any thread.
	 */
	void hurry() {
		this.hurry.complete(null);
	}

	private boolean isGivenUpWhileWaiting() {
		this.hurry = new CompletableFuture<>();
		CompletableFuture<?> enough = CompletableFuture.anyOf(this.hurry, this.givenUp);
		Duration left = this.backOff.next();
		while (left.isPositive() && !enough.isDone()) {
			long seconds = left.plusSeconds(1).minusNanos(1).toSeconds();
			this.display.retry(seconds);
			// until one second less is left
			Duration step = left.minusSeconds(seconds - 1);
			CompletableFuture<?> over = enough.copy();
			this.delay.run(step, () -> over.complete(null));
			over.join();
			left = left.minus(step);
		}
		return this.givenUp.isDone();
	}

	private Attempt attempt() {
		try {
			ServerConnection connection = this.dial.connect();
			Attempt attempt = greeted(connection);
			if (attempt.connection() == null) {
				connection.close();
			}
			return attempt;
		}
		catch (TlsException ex) {
			return new Attempt(null, ex.getMessage());
		}
		catch (IOException ex) {
			return new Attempt(null,
					String.format(Locale.ROOT, "Cannot connect to %s: %s.", this.dial.server(), ex.getMessage()));
		}
	}

	private Attempt greeted(ServerConnection connection) {
		try {
			Greeting greeting = Greeting.of(connection, this.dial.server());
			if (greeting.isOfChatroom()) {
				return new Attempt(connection, null);
			}
			return new Attempt(null, SafeText.of(greeting.text()));
		}
		catch (IOException ex) {
			// the server accepted the connection but sent no greeting
			return new Attempt(null, null);
		}
	}

	/**
	 * The result of one attempt.
	 *
	 * @param connection the connection, null if the attempt failed
	 * @param complaint a message for the user, null if there is none
	 */
	private record Attempt(@Nullable ServerConnection connection, @Nullable String complaint) {
	}

}
