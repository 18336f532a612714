package io.chatroom.chat;

import java.time.Duration;

/**
 * A port: runs tasks later. Any thread.
 */
@FunctionalInterface
public interface Delays {

	/**
	 * Runs a short task once.
	 * @param delay when
	 * @param task the task, which may take a room's lock
	 */
	void run(Duration delay, Runnable task);

}
