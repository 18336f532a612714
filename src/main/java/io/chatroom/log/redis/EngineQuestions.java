package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Asks the engine what may be asked twice: once more if it has just gone. Both methods
 * wait, and throw an {@link EngineException} if the engine does not answer. Any thread.
 */
final class EngineQuestions {

	/** How long an engine that has just gone is waited for. */
	private static final Duration BLINK = Duration.ofSeconds(2);

	private final EngineConnection engine;

	EngineQuestions(EngineConnection engine) {
		this.engine = engine;
	}

	/**
	 * Asks something that has an answer.
	 */
	<T> T ask(Supplier<? extends CompletionStage<T>> question) {
		return Objects.requireNonNull(askNullable(question));
	}

	/**
	 * Asks something that may have none.
	 */
	<T> @Nullable T askNullable(Supplier<? extends CompletionStage<T>> question) {
		try {
			return EngineConnection.await(question.get());
		}
		catch (EngineException ex) {
			if (!ex.isAway()) {
				throw ex;
			}
			try {
				this.engine.awaitUp(BLINK);
			}
			catch (InterruptedException interrupted) {
				Thread.currentThread().interrupt();
			}
			return EngineConnection.await(question.get());
		}
	}

}
