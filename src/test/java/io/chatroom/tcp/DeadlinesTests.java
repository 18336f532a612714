package io.chatroom.tcp;

import java.time.Duration;

import io.chatroom.protocol.CloseReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Time that only this test moves on.
 */
class DeadlinesTests {

	private long now = Long.MAX_VALUE - 5;

	private boolean named;

	@Test
	void oneWithoutANameIsGivenUpWhateverItSends() {
		Deadlines deadlines = deadlines(Duration.ofSeconds(60), Duration.ZERO);
		pass(Duration.ofSeconds(59));
		deadlines.heard();
		assertThat(deadlines.passed()).isNull();
		assertThat(deadlines.left()).isEqualTo(Duration.ofSeconds(1).toNanos());
		pass(Duration.ofSeconds(1));
		assertThat(deadlines.passed()).isEqualTo(CloseReason.NAMELESS);
	}

	@Test
	void aSilentMemberStaysForEver() {
		this.named = true;
		Deadlines deadlines = deadlines(Duration.ofSeconds(60), Duration.ZERO);
		pass(Duration.ofDays(1000));
		assertThat(deadlines.passed()).isNull();
		assertThat(deadlines.left()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void aSilentMemberIsGivenUpWhereThatIsAskedFor() {
		this.named = true;
		Deadlines deadlines = deadlines(Duration.ofSeconds(60), Duration.ofMinutes(10));
		pass(Duration.ofMinutes(9));
		deadlines.heard();
		pass(Duration.ofMinutes(9));
		assertThat(deadlines.passed()).isNull();
		pass(Duration.ofMinutes(1));
		assertThat(deadlines.passed()).isEqualTo(CloseReason.IDLE);
	}

	private Deadlines deadlines(Duration nameDeadline, Duration idleTimeout) {
		return new Deadlines(nameDeadline, idleTimeout, () -> this.named, () -> this.now);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

}
