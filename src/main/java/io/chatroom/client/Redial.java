package io.chatroom.client;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Connects again when a connection was lost, for as long as it takes, or until that is
 * given up, which does not wait for a server either. Reader thread, but for
 * {@link #giveUp()} and {@link #hurry()}.
 */
final class Redial {

	private final Dial dial;

	private final Display display;

	private final BackOff backOff;

	private final BooleanSupplier pointless;

	private final Delay delay;

	private volatile CompletableFuture<@Nullable Void> hurry = new CompletableFuture<>();

	private final CompletableFuture<Attempt> givenUp = new CompletableFuture<>();

	/** What was told since one was in the room: once is enough. */
	private final Set<String> told = new HashSet<>();

	/**
	 * Creates one.
	 * @param backOff how long to wait before each try
	 * @param pointless whether there is nothing to come back for
	 * @param delay times the waits between two attempts
	 */
	Redial(Dial dial, Display display, BackOff backOff, BooleanSupplier pointless, Delay delay) {
		this.dial = dial;
		this.backOff = backOff;
		this.display = display;
		this.pointless = pointless;
		this.delay = delay;
	}

	/**
	 * Connects.
	 * @return null when that was given up, or became pointless
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
			}
			if (attempt.connection() != null) {
				return attempt.connection();
			}
		}
		return null;
	}

	/**
	 * Tells that something went wrong, unless it does so over and over.
	 */
	void tell(String text) {
		if (this.told.add(text)) {
			this.display.notice(text);
		}
	}

	/**
	 * All is well again.
	 */
	void reset() {
		this.backOff.reset();
		this.told.clear();
	}

	void giveUp() {
		this.givenUp.complete(new Attempt(null, null));
	}

	/**
	 * Makes the next try now. Any thread.
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
			// until that is one less
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
			// lost again: as one that does not greet
			return new Attempt(null, null);
		}
	}

	/**
	 * What came of one try.
	 *
	 * @param connection null when there is none
	 * @param complaint a sentence for the user, null when there is nothing to say
	 */
	private record Attempt(@Nullable ServerConnection connection, @Nullable String complaint) {
	}

}
