package io.chatroom.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks until a test runs them. Any thread.
 */
final class TestDelays implements Delays {

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	@Override
	public synchronized void run(Duration delay, Runnable task) {
		this.tasks.add(task);
	}

	/**
	 * Runs the tasks, as if the time had come.
	 */
	void pass() {
		for (Runnable task = next(); task != null; task = next()) {
			task.run();
		}
	}

	private synchronized @Nullable Runnable next() {
		return this.tasks.poll();
	}

}
