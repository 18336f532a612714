package io.chatroom.tcp.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.chatroom.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The heartbeat of a loop that turns once for each permit.
 */
class HeartbeatTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final Semaphore permits = new Semaphore(0);

	private final Heartbeat heartbeat = new Heartbeat(this.permits::release);

	private final Thread loop = Thread.ofVirtual().start(this::loop);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final ManualClock clock = new ManualClock();

	private volatile boolean stuck;

	private void loop() {
		while (!Thread.currentThread().isInterrupted()) {
			this.permits.acquireUninterruptibly();
			if (!this.stuck) {
				this.heartbeat.beat();
			}
		}
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.loop.interrupt();
		this.permits.release();
		this.loop.join();
		this.executor.shutdown();
	}

	@Test
	void respondsWithoutWorkAndWithoutTimePassing() {
		for (int i = 0; i < 100; i++) {
			assertThat(responds()).isTrue();
		}
	}

	@Test
	void respondsToManyAtOnce() throws Exception {
		List<Future<Boolean>> answers = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			answers.add(this.executor
				.submit(() -> this.heartbeat.responds(System.nanoTime() + LONG.toNanos(), NanoClock.SYSTEM)));
		}
		for (Future<Boolean> answer : answers) {
			assertThat(answer.get()).isTrue();
		}
	}

	@Test
	void doesNotRespondUntilItTurnsAgain() throws Exception {
		assertThat(responds()).isTrue();
		this.stuck = true;
		long deadline = this.clock.nanoTime() + LONG.toNanos();
		Future<Boolean> answer = this.executor.submit(() -> this.heartbeat.responds(deadline, this.clock));
		assertThatExceptionOfType(TimeoutException.class).as("it waits for the deadline")
			.isThrownBy(() -> answer.get(20, TimeUnit.MILLISECONDS));
		this.clock.pass(LONG);
		assertThat(answer.get()).isFalse();
		this.stuck = false;
		assertThat(responds()).isTrue();
	}

	private boolean responds() {
		return this.heartbeat.responds(this.clock.nanoTime() + LONG.toNanos(), this.clock);
	}

}
