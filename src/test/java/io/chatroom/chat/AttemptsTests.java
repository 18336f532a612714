package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How those who guess passwords are slowed down.
 */
class AttemptsTests {

	private Instant now = Instant.EPOCH;

	private final Attempts attempts = new Attempts(() -> this.now);

	@Test
	void waitsTwiceAsLongEachTimeUpToAMinute() {
		assertThat(Stream.generate(() -> {
			assertThat(this.attempts.begin("alice")).isZero();
			Duration left = this.attempts.begin("alice");
			this.now = this.now.plus(left);
			return left.toSeconds();
		}).limit(8)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
	}

	@Test
	void forgetsAfterRightOne() {
		this.attempts.begin("alice");
		this.attempts.forget("alice");
		assertThat(this.attempts.begin("alice")).isZero();
	}

	@Test
	void saysHowLongIsLeft() {
		this.attempts.begin("alice");
		this.now = this.now.plusMillis(300);
		assertThat(this.attempts.begin("alice")).isEqualTo(Duration.ofMillis(700));
		assertThat(this.attempts.begin("bob")).isZero();
	}

	@Test
	void forgetsWhatWasGuessedLongestAgoWhenThereIsTooMuch() {
		IntStream.range(0, 10_001).forEach((i) -> this.attempts.begin("name" + i));
		assertThat(this.attempts.begin("name10000")).isPositive();
		assertThat(this.attempts.begin("name1")).isPositive();
		assertThat(this.attempts.begin("name0")).isZero();
	}

}
