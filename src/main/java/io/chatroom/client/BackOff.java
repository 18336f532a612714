package io.chatroom.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Computes the delay before each attempt to reconnect. The delay grows with each attempt
 * and is random, so that clients of one server do not reconnect at the same moment.
 */
final class BackOff {

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final RandomGenerator random;

	private Duration limit = FIRST;

	BackOff(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Returns the next delay: a random time between half the limit and the limit. The
	 * limit starts at 1 s and doubles up to 30 s.
	 */
	Duration next() {
		long most = this.limit.toMillis();
		Duration doubled = this.limit.multipliedBy(2);
		this.limit = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
		return Duration.ofMillis(this.random.nextLong(most / 2, most + 1));
	}

	void reset() {
		this.limit = FIRST;
	}

}
