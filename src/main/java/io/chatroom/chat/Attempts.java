package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Slows down those who guess a password: after a wrong one the next attempt has to wait 1
 * second, then 2, up to 60. While one is being checked no other begins. What it remembers
 * is bounded. Any thread.
 */
final class Attempts {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	/** After that time without an attempt the wrong ones are forgotten. */
	private static final Duration MEMORY = Duration.ofMinutes(10);

	private static final int MOST_REMEMBERED = 10_000;

	private final InstantSource clock;

	/** By what is guessed, the one that was used last at the end. */
	@GuardedBy("this")
	private final Map<String, Wrong> wrong = new LinkedHashMap<>(16, 0.75f, true);

	@GuardedBy("this")
	private final Set<String> pending = new HashSet<>();

	Attempts(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Begins an attempt, unless it has to wait.
	 * @param guessed what is guessed
	 * @return how long it has to wait; zero if it has begun
	 * @throws RejectedExecutionException while another attempt is being checked
	 */
	synchronized Duration begin(String guessed) {
		Instant now = this.clock.instant();
		Wrong last = this.wrong.get(guessed);
		if (last != null && last.isForgottenAt(now)) {
			this.wrong.remove(guessed);
		}
		else if (last != null && now.isBefore(last.next())) {
			return Duration.between(now, last.next());
		}
		if (!this.pending.add(guessed)) {
			throw new RejectedExecutionException(guessed);
		}
		return Duration.ZERO;
	}

	/**
	 * Ends an attempt.
	 * @param right whether it was right; null if it was not checked
	 */
	synchronized void end(String guessed, @Nullable Boolean right) {
		this.pending.remove(guessed);
		if (right == null) {
			return;
		}
		if (right) {
			this.wrong.remove(guessed);
			return;
		}
		Wrong last = this.wrong.get(guessed);
		Instant now = this.clock.instant();
		this.wrong.put(guessed,
				(last != null) ? last.again(now) : new Wrong(Duration.ofSeconds(1), now.plusSeconds(1)));
		if (this.wrong.size() > MOST_REMEMBERED) {
			this.wrong.remove(this.wrong.keySet().iterator().next());
		}
	}

	/**
	 * Wrong attempts in a row.
	 *
	 * @param pause how long the next one waits
	 * @param next when it may come
	 */
	private record Wrong(Duration pause, Instant next) {

		Wrong again(Instant now) {
			Duration doubled = this.pause.multipliedBy(2);
			Duration longer = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
			return new Wrong(longer, now.plus(longer));
		}

		/**
		 * Returns whether it is long ago, or lies ahead, since somebody has set the
		 * clock.
		 */
		boolean isForgottenAt(Instant now) {
			return now.isAfter(this.next.plus(MEMORY)) || now.isBefore(this.next.minus(this.pause));
		}

	}

}
