package io.chatroom.log.sqlite;

import org.jspecify.annotations.Nullable;

/**
 * A database that cannot be used, with which the service does not start.
 */
public final class StoreException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param problem what is wrong with the directory, as the end of a message that
	 * begins with it
	 * @param cause the cause, or null
	 */
	StoreException(String problem, @Nullable Throwable cause) {
		super(problem, cause);
	}

}
