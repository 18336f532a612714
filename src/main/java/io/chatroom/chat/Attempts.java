package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Slows down those who guess a password: after a wrong one the next attempt has to wait 1
 * second, then 2, up to 60. An attempt counts as wrong until it was right, so those that
 * come at the same time wait for each other. What it remembers is bounded. Any thread.
 */
final class Attempts {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	private static final int MOST_REMEMBERED = 10_000;

	private final InstantSource clock;

	/** By what is guessed, the one that was used last at the end. */
	@GuardedBy("this")
	private final Map<String, Wrong> wrong = new LinkedHashMap<>(16, 0.75f, true);

	Attempts(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Begins an attempt, unless it has to wait.
	 * @param guessed what is guessed
	 * @return how long it has to wait; zero if it has begun
	 */
	synchronized Duration begin(String guessed) {
		Instant now = this.clock.instant();
		Wrong last = this.wrong.get(guessed);
		if (last != null && now.isBefore(last.next())) {
			return Duration.between(now, last.next());
		}
		this.wrong.put(guessed,
				(last != null) ? last.again(now) : new Wrong(Duration.ofSeconds(1), now.plusSeconds(1)));
		if (this.wrong.size() > MOST_REMEMBERED) {
			this.wrong.remove(this.wrong.keySet().iterator().next());
		}
		return Duration.ZERO;
	}

	/**
	 * Ends an attempt that was right.
	 */
	synchronized void forget(String guessed) {
		this.wrong.remove(guessed);
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

	}

}
