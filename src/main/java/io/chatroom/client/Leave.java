package io.chatroom.client;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a person goes: the server has a few seconds to say goodbye, and then is hung up on.
 * Any thread.
 */
final class Leave {

	static final Duration PATIENCE = Duration.ofSeconds(3);

	private final Delay delay;

	// guarded by this, as is the next
	private @Nullable ServerConnection connection;

	private boolean overdue;

	Leave(Delay delay) {
		this.delay = delay;
	}

	/**
	 * Sets what is left, if it comes to that, or closes it at once when the time is over.
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
	 * Returns whether the server had its time.
	 */
	synchronized boolean isOverdue() {
		return this.overdue;
	}

	private synchronized void hangUp() {
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
			// it is gone already
		}
	}

}
