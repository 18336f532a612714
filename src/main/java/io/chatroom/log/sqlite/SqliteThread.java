package io.chatroom.log.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread that calls SQLite for other threads: native code would pin the
 * virtual threads of clients. Any thread.
 */
final class SqliteThread implements AutoCloseable {

	/** How long a task may take at {@link #cancel} before it is interrupted. */
	private static final long LAST_TASK_MILLIS = 500;

	private final ExecutorService thread;

	private volatile boolean cancelled;

	SqliteThread(String name) {
		this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
	}

	/**
	 * Runs a task, and waits for the result.
	 * @throws SQLException if the task fails
	 * @throws RejectedExecutionException at a stop, or if the caller is interrupted
	 */
	<T extends @Nullable Object> T call(Task<T> task) throws SQLException {
		try {
			return this.thread.submit(() -> {
				if (this.cancelled) {
					throw new RejectedExecutionException();
				}
				return task.run();
			}).get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RejectedExecutionException) {
				throw new RejectedExecutionException(ex);
			}
			throw (ex.getCause() instanceof SQLException failure) ? failure : new SQLException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RejectedExecutionException(ex);
		}
	}

	boolean isClosed() {
		return this.thread.isShutdown();
	}

	/**
	 * Ends when all that was asked is done.
	 */
	@Override
	public void close() {
		this.thread.close();
	}

	/**
	 * Ends without what was asked and has not begun.
	 * @param interrupt lets a task fail that takes long
	 */
	void cancel(Interrupt interrupt) throws SQLException, InterruptedException {
		this.cancelled = true;
		this.thread.shutdown();
		while (!this.thread.awaitTermination(LAST_TASK_MILLIS, TimeUnit.MILLISECONDS)) {
			interrupt.run();
		}
	}

	/**
	 * What is done on the thread.
	 *
	 * @param <T> what comes of it
	 */
	interface Task<T extends @Nullable Object> {

		T run() throws SQLException;

	}

	/**
	 * Interrupts SQLite.
	 */
	interface Interrupt {

		void run() throws SQLException;

	}

}
