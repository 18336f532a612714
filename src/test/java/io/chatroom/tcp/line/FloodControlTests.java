package io.chatroom.tcp.line;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.testing.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How long a reader is held back, by a clock that passes only while somebody waits.
 */
class FloodControlTests {

	private static final int TOKEN = 64 * 1024;

	private final PassingClock clock = new PassingClock();

	private final LongAdder heldBackNanos = new LongAdder();

	private final AtomicBoolean over = new AtomicBoolean();

	@Test
	void letsABurstPassAtOnce() {
		FloodControl control = control(this.clock, 1, 20);
		IntStream.range(0, 20).forEach((i) -> control.spend());
		assertThat(passed()).isZero();
		assertThat(this.heldBackNanos.sum()).isZero();
	}

	@Test
	void takesAFloodAtTheLimit() {
		FloodControl control = control(this.clock, 20, 5);
		IntStream.range(0, 25).forEach((i) -> control.spend());
		assertThat(passed()).isEqualTo(Duration.ofSeconds(1).toNanos());
		assertThat(this.heldBackNanos.sum()).isEqualTo(passed());
	}

	@Test
	void bytesWithoutALineEndCostTokensToo() {
		FloodControl control = control(this.clock, 20, 1);
		control.spend(TOKEN - 1);
		control.spend(TOKEN);
		assertThat(passed()).isZero();
		control.spend(21 * TOKEN);
		assertThat(passed()).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void aLineEndBeginsTheCountOfBytesAnew() {
		FloodControl control = control(this.clock, 20, 3);
		control.spend(TOKEN);
		control.spend();
		control.spend(TOKEN);
		assertThat(passed()).isZero();
		control.spend(2 * TOKEN);
		assertThat(passed()).isPositive();
	}

	@Test
	void holdsNobodyBackWithoutALimit() {
		FloodControl control = control(this.clock, 0, 1);
		IntStream.range(0, 1000).forEach((i) -> control.spend());
		assertThat(passed()).isZero();
	}

	@Test
	void goesOnWhenThereIsNothingToHoldBackForAnyMore() throws InterruptedException {
		// time stands still, so that only the end can let it go on
		FloodControl control = control(new ManualClock(), 1, 1);
		control.spend();
		Thread reader = Thread.ofVirtual().start(control::spend);
		await().until(reader::getState, Thread.State.TIMED_WAITING::equals);
		this.over.set(true);
		LockSupport.unpark(reader);
		assertThat(reader.join(Duration.ofSeconds(60))).isTrue();
	}

	private FloodControl control(NanoClock clock, int perSecond, int burst) {
		return new FloodControl(new LineSettings(Framing.LINE, 1024, perSecond, burst), clock, this.heldBackNanos::add,
				this.over::get);
	}

	private long passed() {
		return this.clock.nanoTime() - PassingClock.BEGIN;
	}

	private static final class PassingClock implements NanoClock {

		static final long BEGIN = 1_000_000_000;

		private long nanos = BEGIN;

		@Override
		public long nanoTime() {
			return this.nanos;
		}

		@Override
		public void park(Object blocker, long nanos) {
			this.nanos += nanos;
		}

	}

}
