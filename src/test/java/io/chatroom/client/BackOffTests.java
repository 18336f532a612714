package io.chatroom.client;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

	@Test
	void waitsLongerEachTimeFromHalfASecondToHalfAMinute() {
		for (int seed = 0; seed < 100; seed++) {
			BackOff backOff = new BackOff(new Random(seed));
			List<Duration> waits = Stream.generate(backOff::next).limit(8).toList();
			for (int i = 0; i < waits.size(); i++) {
				Duration most = Duration.ofSeconds(Math.min(1L << i, 30));
				assertThat(waits.get(i)).as("seed %d", seed).isBetween(most.dividedBy(2), most);
			}
			backOff.reset();
			assertThat(backOff.next()).as("seed %d", seed).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
		}
	}

	@Test
	void doesNotWaitAsLongAsOthers() {
		Random random = new Random(1);
		assertThat(Stream.generate(() -> new BackOff(random).next()).limit(100).distinct()).hasSizeGreaterThan(50);
	}

}
