package io.chatroom.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

	private final Servers servers;

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
	Redial(Servers servers, Display display, BackOff backOff, BooleanSupplier pointless, Delay delay) {
		this.servers = servers;
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
	@Nullable Greeted again() {
		try {
			return tryOnAndOn();
		}
		finally {
			this.display.retry(-1);
		}
	}

	private @Nullable Greeted tryOnAndOn() {
		while (!this.givenUp.isDone() && !this.pointless.getAsBoolean()) {
			tell("Trying again.");
			if (isGivenUpWhileWaiting()) {
				return null;
			}
			this.display.retry(0);
			Attempt attempt = CompletableFuture.supplyAsync(this::attempt, Thread::startVirtualThread)
				.applyToEither(this.givenUp, Function.identity())
				.join();
			attempt.failures().forEach(this::tell);
			Greeted greeted = attempt.greeted();
			if (greeted != null && greeted.greeting().isOfChatroom()) {
				return greeted;
			}
			if (greeted != null) {
				greeted.close();
				tell(SafeText.of(greeted.greeting().text()));
				if (greeted.greeting().isBan()) {
					return null;
				}
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
		this.givenUp.complete(new Attempt(null, List.of()));
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
		List<String> failures = new ArrayList<>();
		try {
			return new Attempt(this.servers.connect((failure) -> note(failure, failures)), failures);
		}
		catch (IOException ex) {
			note(ex, failures);
			return new Attempt(null, failures);
		}
	}

	/**
	 * Notes a failure, but not of a server that closes the connection without a greeting,
	 * as one that starts or stops does.
	 */
	private static void note(IOException failure, List<String> failures) {
		if (!(failure instanceof UnreachableException unreachable && unreachable.wasAccepted())) {
			failures.add(String.valueOf(failure.getMessage()));
		}
	}

	/**
	 * The result of one attempt.
	 *
	 * @param greeted the connection, null if the attempt failed
	 * @param failures a message about each server that failed
	 */
	private record Attempt(@Nullable Greeted greeted, List<String> failures) {
	}

}
