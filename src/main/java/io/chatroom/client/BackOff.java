package io.chatroom.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: longer each time, and not as long as others that
 * lost the same server.
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
	 * Returns the next time to wait: between half the limit and all of it, from 0.5 s to
	 * 30 s in all.
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
