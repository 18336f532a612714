package io.chatroom.log.redis;

import org.jspecify.annotations.Nullable;

/**
 * The engine did not answer a command. It may have run it all the same, so commands are
 * made to be repeated.
 */
public final class EngineException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean away;

	private EngineException(String message, @Nullable Throwable cause, boolean away) {
		super(message, cause);
		this.away = away;
	}

	/**
	 * Returns the exception for an engine that is not connected, or does not answer.
	 */
	static EngineException away(@Nullable Throwable cause) {
		return new EngineException("The engine is away", cause, true);
	}

	/**
	 * Returns the exception for an engine that has answered with an error.
	 */
	static EngineException refused(Throwable cause) {
		return new EngineException(String.valueOf(cause.getMessage()), cause, false);
	}

	/**
	 * Returns whether the engine is away; it may be back soon. If not, it has answered
	 * with an error.
	 */
	public boolean isAway() {
		return this.away;
	}

}
