package io.chatroom;

import java.util.concurrent.TimeUnit;

import io.chatroom.protocol.Password;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordPoolTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	@Test
	void wrongPasswordTakesTwoTurns() {
		try (PasswordPool pool = new PasswordPool(1000)) {
			String hash = pool.hash(new Password("right-password"));
			try (PasswordPool slow = new PasswordPool(1)) {
				assertThat(slow.matches(new Password("right-password"), hash)).isTrue();
				assertThat(slow.nextTurn() - System.nanoTime()).isLessThanOrEqualTo(SECOND);
			}
			try (PasswordPool slow = new PasswordPool(1)) {
				long before = System.nanoTime();
				assertThat(slow.matches(new Password("wrong-password"), hash)).isFalse();
				assertThat(slow.nextTurn() - before).isGreaterThanOrEqualTo(2 * SECOND);
			}
		}
	}

}
