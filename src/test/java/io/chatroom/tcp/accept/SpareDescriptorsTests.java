package io.chatroom.tcp.accept;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.NanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the acceptor does without a file descriptor, by a clock that passes as soon as
 * someone waits.
 */
class SpareDescriptorsTests {

	private final List<Long> pauses = new ArrayList<>();

	private long nanos = Long.MAX_VALUE - 5;

	private final NanoClock clock = new NanoClock() {

		@Override
		public long nanoTime() {
			return SpareDescriptorsTests.this.nanos;
		}

		@Override
		public void park(Object blocker, long nanos) {
			SpareDescriptorsTests.this.pauses.add(TimeUnit.NANOSECONDS.toMillis(nanos));
			SpareDescriptorsTests.this.nanos += nanos;
		}

	};

	private final TcpCounters counters = new TcpCounters();

	private final SpareDescriptors spare = new SpareDescriptors(
			new RejectionLog((address) -> false, this.counters, this.clock::nanoTime), this.clock);

	@Test
	void waitsLongerAfterEachFailureUpToASecond() throws Exception {
		for (int i = 0; i < 9; i++) {
			fail();
		}
		assertThat(this.pauses).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
		assertThat(this.counters.acceptsFailed()).isEqualTo(9);
		this.spare.succeeded();
		fail();
		assertThat(this.pauses.getLast()).isEqualTo(10L);
	}

	@Test
	void isExhaustedUntilItSucceedsOrNothingFailsForAWhile() throws Exception {
		assertThat(this.spare.isExhausted()).isFalse();
		fail();
		assertThat(this.spare.isExhausted()).isTrue();
		this.spare.succeeded();
		assertThat(this.spare.isExhausted()).isFalse();
		fail();
		this.nanos += Duration.ofSeconds(3).toNanos();
		assertThat(this.spare.isExhausted()).as("nobody has connected since").isFalse();
	}

	@Test
	void keepsDescriptorsAgainAfterAFailure() throws Exception {
		this.spare.keep();
		fail();
		this.spare.keep();
		this.spare.keep();
		this.spare.release();
	}

	private void fail() throws IOException {
		this.spare.failed(new IOException("Too many open files"));
	}

}
