package io.chatroom.log;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.chatroom.chat.Register;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every register does. The tests of an adapter extend it.
 */
public abstract class RegisterContract {

	/**
	 * Returns a register in which nobody has a name.
	 */
	protected abstract Register register();

	@Test
	void givesKeysToOneClient() {
		Register register = register();
		assertThat(register.claim(List.of("x", "y"), "a")).isTrue();
		assertThat(register.claim(List.of("x", "y"), "a")).isTrue();
		assertThat(register.claim(List.of("z", "y"), "b")).isFalse();
		assertThat(register.owner(List.of("z"))).as("nothing of a refused claim").isNull();
		assertThat(register.claim(List.of("y", "z"), "a")).as("its own and free ones").isTrue();
		assertThat(register.claim(List.of("z"), "b")).isFalse();
	}

	@Test
	void freesWhatClientHasAlone() {
		Register register = register();
		register.claim(List.of("x", "y"), "a");
		register.release(List.of("x", "y"), "b");
		assertThat(register.claim(List.of("x"), "b")).isFalse();
		register.release(List.of("x", "w"), "a");
		assertThat(register.claim(List.of("x"), "b")).isTrue();
		assertThat(register.claim(List.of("y"), "b")).isFalse();
	}

	@Test
	void findsOwnerOfFirstKeyThatHasOne() {
		Register register = register();
		register.claim(List.of("x"), "a");
		register.claim(List.of("y"), "b");
		assertThat(register.owner(List.of("w", "y", "x"))).isEqualTo("b");
		assertThat(register.owner(List.of("w"))).isNull();
	}

	@Test
	void givesToOneOfThoseThatRace() throws InterruptedException {
		Register register = register();
		int clients = 8;
		for (int round = 0; round < 100; round++) {
			String shared = "shared" + round;
			Set<String> winners = ConcurrentHashMap.newKeySet();
			CountDownLatch start = new CountDownLatch(1);
			try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
				IntStream.range(0, clients).forEach((i) -> threads.execute(() -> {
					try {
						start.await();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
					if (register.claim(List.of("own" + i, shared), "c" + i)) {
						winners.add("c" + i);
					}
				}));
				start.countDown();
			}
			assertThat(winners).hasSize(1);
			String winner = winners.iterator().next();
			assertThat(register.owner(List.of(shared))).isEqualTo(winner);
			assertThat(IntStream.range(0, clients)
				.mapToObj((i) -> register.owner(List.of("own" + i)))
				.filter((owner) -> owner != null && !owner.equals(winner))).isEmpty();
			register.release(List.of(shared, winner.replace("c", "own")), winner);
		}
	}

}
