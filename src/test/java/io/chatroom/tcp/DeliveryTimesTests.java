package io.chatroom.tcp;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For which lines it is told how long they took.
 */
class DeliveryTimesTests {

	private long now = 10_000_000_000L;

	private final DeliveryTimes times = new DeliveryTimes(() -> this.now);

	private final List<Long> told = new ArrayList<>();

	DeliveryTimesTests() {
		this.times.tell(this.told::add);
	}

	@Test
	void tellsOfEachLineOnce() {
		this.times.read(0, this.now - 9);
		this.times.written(1);
		this.now += 100;
		this.times.read(1, this.now - 5);
		this.times.read(2, this.now - 3);
		this.times.written(1);
		this.times.written(3);
		this.times.written(3);
		this.times.written(2);
		assertThat(this.told).containsExactly(9L, 5L, 3L);
	}

	@Test
	void passesOverLinesThatItHasForgotten() {
		for (int i = 0; i < 10_000; i++) {
			this.times.read(i, i);
		}
		this.now = 10_000;
		this.times.written(10_000);
		assertThat(this.told).hasSize(4096).startsWith(4096L).endsWith(1L);
	}

}
