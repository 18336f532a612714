package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the engine that is made again when it is lost. A command fails at once
 * while there is none, and is never sent a second time by the driver: who sends it
 * decides. A command that is not answered in time ends the connection, since nobody knows
 * whether the engine is still there. Any thread.
 */
public final class EngineConnection implements AutoCloseable {

	private static final Duration RETRY = Duration.ofMillis(100);

	private final Supplier<Link> connector;

	private volatile @Nullable Link link;

	/** Since when there is none, as {@link System#nanoTime()}. */
	private volatile long downSince = System.nanoTime();

	/** Why the last try to connect has failed. */
	private volatile @Nullable Throwable failure;

	@GuardedBy("this")
	private boolean closed;

	private final Thread thread;

	/**
	 * Creates a connection, and begins to connect.
	 * @param connector connects, or throws a {@link RedisException}
	 */
	EngineConnection(Supplier<Link> connector) {
		this.connector = connector;
		this.thread = Thread.ofVirtual().name("chat-engine").start(this::run);
	}

	private void run() {
		boolean open = true;
		while (open) {
			if (this.link == null) {
				connect();
			}
			open = awaitChange();
		}
	}

	private void connect() {
		try {
			Link made = this.connector.get();
			made.connection().addListener(new RedisConnectionStateListener() {
				@Override
				public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
					lost(made);
				}
			});
			synchronized (this) {
				if (!this.closed) {
					this.link = made;
					notifyAll();
				}
			}
			if (!made.connection().isOpen() || this.link == null) {
				lost(made);
			}
		}
		catch (RuntimeException ex) {
			// tried again
			this.failure = ex;
		}
	}

	/**
	 * Waits until the connection is lost, or before another try to make one.
	 * @return false when this is closed
	 */
	private synchronized boolean awaitChange() {
		long retryAt = System.nanoTime() + RETRY.toNanos();
		try {
			while (!this.closed && (this.link != null || System.nanoTime() < retryAt)) {
				wait((this.link != null) ? 0 : RETRY.toMillis());
			}
		}
		catch (InterruptedException ex) {
			this.closed = true;
		}
		return !this.closed;
	}

	/**
	 * Ends a connection that is of no use.
	 */
	private void lost(Link old) {
		synchronized (this) {
			if (old.equals(this.link)) {
				this.downSince = System.nanoTime();
				this.link = null;
				notifyAll();
			}
		}
		if (old.connection().isOpen()) {
			CompletableFuture<Void> _ = old.connection().closeAsync();
		}
	}

	/**
	 * Returns whether there is a connection.
	 */
	public boolean isUp() {
		return this.link != null;
	}

	/**
	 * Returns why the last try to connect has failed, or null.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Returns for how long there has been no connection; 0 if there is one.
	 */
	public Duration down() {
		long since = this.downSince;
		return isUp() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
	}

	/**
	 * Waits until there is a connection.
	 * @param longest how long at most
	 * @return whether there is one
	 */
	public synchronized boolean awaitUp(Duration longest) throws InterruptedException {
		long end = System.nanoTime() + longest.toNanos();
		for (long left = longest.toMillis(); this.link == null && !this.closed
				&& left > 0; left = (end - System.nanoTime()) / 1_000_000) {
			wait(left);
		}
		return this.link != null;
	}

	/**
	 * Sends a command.
	 * @param command sends it
	 * @return its answer, or an {@link EngineException}
	 */
	public <T> CompletionStage<T> send(
			Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
		Link now = this.link;
		if (now == null) {
			return CompletableFuture.failedFuture(EngineException.away(null));
		}
		CompletableFuture<T> answer = new CompletableFuture<>();
		try {
			command.apply(now.commands()).whenComplete((value, failure) -> {
				if (failure == null) {
					answer.complete(value);
				}
				else {
					answer.completeExceptionally(failed(now, failure));
				}
			});
		}
		catch (RedisException ex) {
			answer.completeExceptionally(failed(now, ex));
		}
		return answer;
	}

	private Throwable failed(Link used, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof RedisNoScriptException) {
			return cause;
		}
		EngineException known = EngineException.of(cause);
		if (known.isAway()) {
			lost(used);
		}
		return known;
	}

	/**
	 * Runs a script.
	 * @return its answer: texts, numbers and lists, or an {@link EngineException}
	 */
	public CompletionStage<List<Object>> run(Script script, List<String> keys, List<String> arguments) {
		String[] names = keys.toArray(String[]::new);
		String[] values = arguments.toArray(String[]::new);
		return this
			.<List<Object>>send((commands) -> commands.evalsha(script.digest(), ScriptOutputType.MULTI, names, values))
			.exceptionallyCompose((failure) -> (failure instanceof RedisNoScriptException)
					? send((commands) -> commands.eval(script.text(), ScriptOutputType.MULTI, names, values))
					: CompletableFuture.failedStage(failure));
	}

	/**
	 * Sends a command and waits for its answer.
	 * @throws EngineException if there is none
	 */
	public <T> T call(Function<RedisClusterAsyncCommands<String, String>, ? extends CompletionStage<T>> command) {
		return await(send(command));
	}

	/**
	 * Runs a script and waits for its answer.
	 * @throws EngineException if there is none
	 */
	public List<Object> callScript(Script script, List<String> keys, List<String> arguments) {
		return await(run(script, keys, arguments));
	}

	/**
	 * Waits for an answer.
	 * @throws EngineException if there is none
	 */
	static <T> T await(CompletionStage<T> answer) {
		try {
			// the driver's timeout comes first
			return answer.toCompletableFuture().get(2 * Engine.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof EngineException known) ? known : EngineException.refused(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw EngineException.away(ex);
		}
		catch (TimeoutException ex) {
			throw EngineException.away(ex);
		}
	}

	@Override
	public void close() {
		Link last;
		synchronized (this) {
			this.closed = true;
			last = this.link;
			this.link = null;
			notifyAll();
		}
		if (last != null) {
			last.connection().close();
		}
		this.thread.interrupt();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A connection of the driver, until it is lost.
	 *
	 * @param connection the connection
	 * @param commands its commands
	 */
	record Link(StatefulConnection<String, String> connection, RedisClusterAsyncCommands<String, String> commands) {
	}

}
