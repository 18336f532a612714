package io.chatroom.log.redis;

import org.jspecify.annotations.Nullable;

/**
 * An engine that cannot be used, with which the service does not start.
 */
public final class EngineStartException extends Exception {

	private static final long serialVersionUID = 1L;

	private final boolean password;

	/**
	 * Creates the exception.
	 * @param problem what is wrong with the engine, as the end of a message that begins
	 * with its address
	 * @param password whether only the password is wrong, or missing
	 * @param cause the cause, or null
	 */
	EngineStartException(String problem, boolean password, @Nullable Throwable cause) {
		super(problem, cause);
		this.password = password;
	}

	/**
	 * Returns whether only the password is wrong, or missing.
	 */
	public boolean isPassword() {
		return this.password;
	}

}
