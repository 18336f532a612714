package io.chatroom.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * How a person goes: the server has a few seconds to say goodbye, and then is hung up on.
 * Any thread.
 */
final class Leave {

	static final int SECONDS = 3;

	private volatile @Nullable ServerConnection connection;

	private volatile boolean overdue;

	/**
	 * Sets what is left, if it comes to that.
	 */
	void from(ServerConnection connection) {
		this.connection = connection;
	}

	void begin() {
		CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(this::hangUp);
	}

	/**
	 * Returns whether the server had its time.
	 */
	boolean isOverdue() {
		return this.overdue;
	}

	private void hangUp() {
		ServerConnection left = this.connection;
		this.overdue = true;
		try {
			if (left != null) {
				left.close();
			}
		}
		catch (IOException ex) {
			// it is gone already
		}
	}

}
