package io.chatroom.log.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

import io.lettuce.core.RedisCommandExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The engine did not answer a command. It may have run it all the same, so commands are
 * made to be repeated.
 */
public final class EngineException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** How errors begin that say that an engine cannot serve now, or is not the one. */
	private static final List<String> AWAY = List.of("LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN");

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
	 * Returns the exception for a command that has failed.
	 * @param cause what the driver has thrown
	 */
	static EngineException of(Throwable cause) {
		boolean isAnswer = cause instanceof RedisCommandExecutionException
				&& AWAY.stream().noneMatch(String.valueOf(cause.getMessage())::startsWith);
		return isAnswer ? refused(cause) : away(cause);
	}

	/**
	 * Returns what is asked of the engine for the caller of a port, who does not know
	 * this exception.
	 * @throws UncheckedIOException in its place
	 */
	static <T extends @Nullable Object> T orIoFailure(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (EngineException ex) {
			throw ex.asIoFailure();
		}
	}

	/**
	 * Returns what the caller of a port receives in its place.
	 */
	UncheckedIOException asIoFailure() {
		return new UncheckedIOException(new IOException(getMessage(), this));
	}

	/**
	 * Returns whether the engine is away; it may be back soon. If not, it has answered
	 * with an error.
	 */
	public boolean isAway() {
		return this.away;
	}

}
