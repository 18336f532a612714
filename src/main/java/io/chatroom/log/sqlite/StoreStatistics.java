package io.chatroom.log.sqlite;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the log counts about its database. Any thread.
 */
public final class StoreStatistics {

	private final Database database;

	private final AtomicLong failedWrites = new AtomicLong();

	private volatile BatchListener listener = (events, nanos) -> {
	};

	StoreStatistics(Database database) {
		this.database = database;
	}

	/**
	 * Sets who is told of each batch, in place of the one before.
	 */
	public void onBatch(BatchListener batchListener) {
		this.listener = batchListener;
	}

	void stored(int events, long nanos) {
		this.listener.stored(events, nanos);
	}

	void failed() {
		this.failedWrites.incrementAndGet();
	}

	/**
	 * Returns how often a batch could not be written, each try counted.
	 */
	public long failedWrites() {
		return this.failedWrites.get();
	}

	/**
	 * Returns the size of the database's files in bytes.
	 */
	public long bytesOnDisk() {
		return this.database.bytesOnDisk();
	}

	/**
	 * Is told of each batch that was stored, on the log's thread, which must not wait.
	 */
	@FunctionalInterface
	public interface BatchListener {

		/**
		 * A batch was stored.
		 * @param events how many events it has
		 * @param nanos how long the first of them took from its proposal, in nanoseconds
		 */
		void stored(int events, long nanos);

	}

}
