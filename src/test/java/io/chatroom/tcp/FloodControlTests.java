package io.chatroom.tcp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reader that is held back, for ever: time stands still.
 */
class FloodControlTests {

	private final AtomicBoolean over = new AtomicBoolean();

	private final FloodControl floodControl = new FloodControl(TestSettings.flooding(1, 1), new StoppedClock(),
			new LongAdder(), this.over::get);

	@Test
	void goesOnWhenThereIsNothingToHoldBackForAnyMore() throws InterruptedException {
		this.floodControl.spend();
		Thread reader = Thread.ofVirtual().start(this.floodControl::spend);
		assertThat(reader.join(Duration.ofMillis(100))).isFalse();
		this.over.set(true);
		LockSupport.unpark(reader);
		assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
	}

	private static final class StoppedClock implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return 0;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
