package io.chatroom.tcp;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For which lines it is told how long they took.
 */
class DeliveryTimesTests {

	private final DeliveryTimes times = new DeliveryTimes();

	private final List<Long> told = new ArrayList<>();

	DeliveryTimesTests() {
		this.times.tell(this.told::add);
	}

	@Test
	void tellsOfEachLineOnce() {
		long second = 1_000_000_000;
		this.times.read(0, System.nanoTime() - 9 * second);
		this.times.written(1);
		this.times.read(1, System.nanoTime() - 5 * second);
		this.times.read(2, System.nanoTime() - 3 * second);
		this.times.written(1);
		this.times.written(3);
		this.times.written(3);
		this.times.written(2);
		assertThat(this.told.stream().map((nanos) -> nanos / second)).containsExactly(9L, 5L, 3L);
	}

	@Test
	void passesOverLinesThatItHasForgotten() {
		for (int i = 0; i < 10_000; i++) {
			this.times.read(i, System.nanoTime());
		}
		this.times.written(10_000);
		assertThat(this.told).hasSize(4096).allMatch((nanos) -> nanos >= 0 && nanos < 60_000_000_000L);
	}

}
