package io.chatroom.client;

/**
 * The waits of a conversation. Tests use shorter ones.
 *
 * @param delay runs the waits between two attempts to connect, and before a forced close
 * @param turnedAwayMillis how long to wait after the first line of a server without JSON
 * mode; if it closes the connection in this time, it has rejected the client
 */
public record Waits(Delay delay, int turnedAwayMillis) {

	/** The waits of the program. */
	public static final Waits REAL = new Waits(Delay.REAL, 1000);

}
