package io.chatroom.client;

import java.io.IOException;
import java.time.Duration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * Gives the server 3 seconds to close the connection after the user quits, and then
 * closes it. Safe for any thread.
 */
final class Leave {

	static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Delay delay;

	@GuardedBy("this")
	private @Nullable ServerConnection connection;

	@GuardedBy("this")
	private boolean overdue;

	Leave(Delay delay) {
		this.delay = delay;
	}

	/**
	 * Sets the connection to close. Closes it immediately if the time is over.
	 */
	synchronized void from(ServerConnection connection) {
		this.connection = connection;
		if (this.overdue) {
			close(connection);
		}
	}

	void begin() {
		this.delay.run(PATIENCE, this::hangUp);
	}

	/**
	 * Returns whether the server did not close the connection in time.
	 */
	synchronized boolean isOverdue() {
		return this.overdue;
	}

	/**
	 * Closes the connection, and each one that comes later.
	 */
	synchronized void hangUp() {
		this.overdue = true;
		if (this.connection != null) {
			close(this.connection);
		}
	}

	private static void close(ServerConnection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			// it is closed already
		}
	}

}
