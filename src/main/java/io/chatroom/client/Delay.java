package io.chatroom.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs something later. Tests hand in their own, so that they need not wait.
 */
@FunctionalInterface
interface Delay {

	/** Waits as long as it is asked to. */
	Delay REAL = (wait, task) -> CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
		.execute(task);

	/**
	 * Runs a task after that time, on another thread. Returns at once.
	 */
	void run(Duration wait, Runnable task);

}
