package io.chatroom.log.redis;

/**
 * Waits until what was handed over has reached the clients, so that what comes meanwhile
 * is handed over together.
 */
@FunctionalInterface
public interface Pace {

	/**
	 * Waits, not for long: nobody who reads slowly may hold the others up.
	 */
	void await() throws InterruptedException;

}
