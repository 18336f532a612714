package io.chatroom.client;

/**
 * How long a conversation waits for what may not come. Tests hand in their own.
 *
 * @param delay times the waits between two attempts to connect, and for a goodbye
 * @param turnedAwayMillis how long a server without the structured mode has to close the
 * connection after its first line, so that it counts as one that turns the client away
 */
record Waits(Delay delay, int turnedAwayMillis) {

	static final Waits REAL = new Waits(Delay.REAL, 1000);

}
