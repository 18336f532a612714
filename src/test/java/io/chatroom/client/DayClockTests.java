package io.chatroom.client;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Local times, and date changes.
 */
class DayClockTests {

	private static final Instant START = Instant.parse("2026-01-31T20:00:00Z");

	private final DayClock clock = new DayClock(Clock.fixed(START, ZoneId.of("Europe/Berlin")));

	@Test
	void timesAreLocal() {
		assertThat(this.clock.time(START)).isEqualTo("21:00");
	}

	@Test
	void aDayBeginsAtLocalMidnight() {
		assertThat(this.clock.newDay(Instant.parse("2026-01-31T22:59:59Z"))).isNull();
		assertThat(this.clock.newDay(Instant.parse("2026-01-31T23:00:00Z"))).isEqualTo("Sunday, 1 February 2026");
		assertThat(this.clock.newDay(Instant.parse("2026-02-01T10:00:00Z"))).isNull();
	}

	@Test
	void whatWasBeforeHasItsDay() {
		assertThat(this.clock.newDay(Instant.parse("2026-01-30T10:00:00Z"))).isEqualTo("Friday, 30 January 2026");
		assertThat(this.clock.newDay(START)).isEqualTo("Saturday, 31 January 2026");
	}

	@Test
	void theTimeDoesNotGoBackBehindTheServers() {
		Instant ahead = Instant.parse("2026-01-31T23:00:01Z");
		this.clock.newDay(ahead);
		assertThat(this.clock.now()).isEqualTo(ahead);
	}

}
