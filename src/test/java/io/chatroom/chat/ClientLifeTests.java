package io.chatroom.chat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What threads wait for.
 */
class ClientLifeTests {

	private final ClientLife life = new ClientLife();

	/**
	 * A line may wait for proposals while a stop waits for the line.
	 */
	@Test
	void stopWaitsForLineAndNoLonger() {
		assertThat(this.life.begin()).isTrue();
		long inAnHour = System.nanoTime() + Duration.ofHours(1).toNanos();
		Thread stop = Thread.ofVirtual().start(() -> this.life.awaitQuiet(inAnHour));
		await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
		assertThat(this.life.awaitApplied()).isTrue();
		this.life.done();
		await().until(() -> !stop.isAlive());
	}

}
