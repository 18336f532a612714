package io.chatroom.chat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is measured of a lock.
 */
class TimedLockTests {

	private final TimedLock lock = new TimedLock();

	@Test
	void countsAndTimesHolds() {
		use();
		LockTimes one = this.lock.times();
		assertThat(one.count()).isOne();
		assertThat(one.heldNanos()).isPositive();
		assertThat(one.waitedNanos()).isZero();
		use();
		assertThat(this.lock.times().count()).isEqualTo(2);
		assertThat(this.lock.times().heldNanos()).isGreaterThan(one.heldNanos());
	}

	@Test
	void timesWaits() throws InterruptedException {
		Thread other = new Thread(this::use);
		this.lock.lock();
		try {
			other.start();
			await().until(() -> other.getState() == Thread.State.WAITING);
		}
		finally {
			this.lock.unlock();
		}
		other.join();
		assertThat(this.lock.times().waitedNanos()).isPositive();
		assertThat(this.lock.times().count()).isEqualTo(2);
	}

	private void use() {
		this.lock.lock();
		try {
			assertThat(this.lock.isHeldByCurrentThread()).isTrue();
		}
		finally {
			this.lock.unlock();
		}
	}

}
