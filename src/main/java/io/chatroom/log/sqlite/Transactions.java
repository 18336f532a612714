package io.chatroom.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions one after the other, on a connection and a thread of their own. What they
 * have changed is on the disk when they end. Any thread.
 */
final class Transactions implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Transactions.class);

	private final Database database;

	private final SqliteThread thread;

	/** Null before the first use, and after a failure. Used by the thread alone. */
	private @Nullable Connection connection;

	/**
	 * Creates it.
	 * @param thread the name of the thread
	 */
	Transactions(Database database, String thread) {
		this.database = database;
		this.thread = new SqliteThread(thread);
	}

	/**
	 * Runs a transaction that reads.
	 * @throws SQLException if it fails
	 * @throws RejectedExecutionException at a stop, or if the caller is interrupted
	 */
	<T extends @Nullable Object> T read(Transaction<T> transaction) throws SQLException {
		return this.thread.call(() -> commit(transaction));
	}

	/**
	 * Runs a transaction that may write.
	 * @throws SQLException if it fails; then nothing is changed
	 * @throws RejectedExecutionException at a stop, or if the caller is interrupted
	 */
	<T extends @Nullable Object> T write(Transaction<T> transaction) throws SQLException {
		return this.thread.call(() -> {
			this.database.writing().lock();
			try {
				return commit(transaction);
			}
			finally {
				this.database.writing().unlock();
			}
		});
	}

	private <T extends @Nullable Object> T commit(Transaction<T> transaction) throws SQLException {
		boolean committed = false;
		try {
			Connection open = open();
			T result = transaction.run(new Sql(open));
			open.commit();
			committed = true;
			return result;
		}
		finally {
			if (!committed) {
				// it may no longer know whether a transaction is open
				closeConnection();
			}
		}
	}

	private Connection open() throws SQLException {
		Connection open = this.connection;
		if (open == null) {
			open = this.database.connectDurably();
			this.connection = open;
			open.setAutoCommit(false);
		}
		return open;
	}

	/**
	 * Ends the thread when all transactions have ended, and closes the connection.
	 */
	@Override
	public void close() {
		this.thread.close();
		closeConnection();
	}

	private void closeConnection() {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (SQLException ex) {
				logger.debug("A connection was not closed", ex);
			}
		}
	}

	/**
	 * What is done in a transaction.
	 *
	 * @param <T> what comes of it
	 */
	interface Transaction<T extends @Nullable Object> {

		T run(Sql sql) throws SQLException;

	}

}
