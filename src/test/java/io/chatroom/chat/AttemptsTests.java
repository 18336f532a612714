package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How those who guess passwords are slowed down.
 */
class AttemptsTests {

	private Instant now = Instant.EPOCH;

	private final Attempts attempts = new Attempts(() -> this.now);

	private Duration wrong(String guessed) {
		Duration left = this.attempts.begin(guessed);
		if (left.isZero()) {
			this.attempts.end(guessed, false);
		}
		return left;
	}

	@Test
	void waitsTwiceAsLongEachTimeUpToAMinute() {
		assertThat(Stream.generate(() -> {
			assertThat(wrong("alice")).isZero();
			Duration left = wrong("alice");
			this.now = this.now.plus(left);
			return left.toSeconds();
		}).limit(8)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
	}

	@Test
	void forgetsAfterRightOne() {
		wrong("alice");
		this.now = this.now.plusSeconds(1);
		assertThat(this.attempts.begin("alice")).isZero();
		this.attempts.end("alice", true);
		assertThat(wrong("alice")).isZero();
		assertThat(wrong("alice")).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void checksOneAtATimeAndCountsOnlyWhatWasChecked() {
		assertThat(this.attempts.begin("alice")).isZero();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.attempts.begin("alice"));
		assertThat(this.attempts.begin("bob")).isZero();
		this.attempts.end("alice", null);
		assertThat(this.attempts.begin("alice")).isZero();
	}

	@Test
	void saysHowLongIsLeft() {
		wrong("alice");
		this.now = this.now.plusMillis(300);
		assertThat(wrong("alice")).isEqualTo(Duration.ofMillis(700));
		assertThat(wrong("bob")).isZero();
	}

	@Test
	void forgetsAfterAWhileAndWhenTheClockIsSetBack() {
		wrong("alice");
		this.now = this.now.plus(Duration.ofMinutes(11));
		assertThat(wrong("alice")).isZero();
		assertThat(wrong("alice")).isEqualTo(Duration.ofSeconds(1));
		this.now = this.now.minus(Duration.ofHours(1));
		assertThat(wrong("alice")).isZero();
	}

	@Test
	void forgetsWhatWasGuessedLongestAgoWhenThereIsTooMuch() {
		IntStream.range(0, 10_001).forEach((i) -> wrong("name" + i));
		assertThat(wrong("name10000")).isPositive();
		assertThat(wrong("name1")).isPositive();
		assertThat(wrong("name0")).isZero();
	}

}
