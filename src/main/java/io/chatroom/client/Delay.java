package io.chatroom.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task later. Tests replace it so that they need not wait.
 */
@FunctionalInterface
public interface Delay {

	/** Waits for the full time. */
	Delay REAL = (wait, task) -> CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
		.execute(task);

	/**
	 * Schedules a task on another thread and returns immediately.
	 */
	void run(Duration wait, Runnable task);

}
