package io.chatroom.log.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.chat.Entry;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers what was proposed, commits it in one transaction, and then hands it to the
 * listeners. So what a client receives outlives the process. One thread at a time, except
 * for {@link #isFailing()}.
 */
final class Sequencer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Sequencer.class);

	private final Database database;

	private final StoreStatistics statistics;

	private final InstantSource clock;

	/** Null after a failure. */
	private @Nullable BatchWriter writer;

	private volatile boolean failing;

	/**
	 * Creates a sequencer.
	 * @param clock stamps the entries
	 */
	Sequencer(Database database, StoreStatistics statistics, InstantSource clock) {
		this.database = database;
		this.statistics = statistics;
		this.clock = clock;
	}

	/**
	 * Returns whether the last commit failed. Any thread.
	 */
	boolean isFailing() {
		return this.failing;
	}

	/**
	 * Numbers proposals, stores them and hands them over.
	 * @param waiting the proposals; none if it is only to be found out whether some could
	 * be stored again
	 * @return false if they cannot be stored; then nothing is changed
	 */
	boolean store(List<Proposal> waiting) {
		Map<OpenRoom, List<Entry>> batch = number(waiting);
		boolean written = write(batch);
		if (written && !waiting.isEmpty()) {
			this.statistics.stored(waiting.size(), System.nanoTime() - waiting.getFirst().proposedAt());
		}
		batch.forEach(written ? Sequencer::handOver : Sequencer::forget);
		return written;
	}

	private Map<OpenRoom, List<Entry>> number(List<Proposal> waiting) {
		Map<OpenRoom, List<Entry>> batch = new LinkedHashMap<>();
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		for (Proposal proposal : waiting) {
			OpenRoom room = proposal.room();
			Stamped stamped = new Stamped(room.name, ++room.last, now, proposal.event());
			batch.computeIfAbsent(room, (of) -> new ArrayList<>())
				.add(new Entry(stamped, proposal.client(), proposal.since()));
		}
		return batch;
	}

	private boolean write(Map<OpenRoom, List<Entry>> batch) {
		this.database.writing().lock();
		try {
			BatchWriter open = this.writer;
			if (open == null) {
				open = new BatchWriter(this.database.connect(), this.database.clientIds());
				this.writer = open;
			}
			if (this.failing) {
				open.probe();
			}
			open.write(batch);
			if (this.failing) {
				this.failing = false;
				logger.info("The database stores lines again");
			}
			return true;
		}
		catch (SQLException ex) {
			this.statistics.failed();
			if (!this.failing) {
				this.failing = true;
				logger.error("The database cannot store lines, they are refused: {}", ex.getMessage());
			}
			close();
			return false;
		}
		finally {
			this.database.writing().unlock();
		}
	}

	private static void handOver(OpenRoom room, List<Entry> entries) {
		try {
			room.listener.ordered(entries);
		}
		catch (RuntimeException ex) {
			logger.error("What was stored in {} could not be delivered", room.name, ex);
		}
	}

	/**
	 * Takes back the numbers of entries that were not written. A room that was new is not
	 * there either.
	 */
	private static void forget(OpenRoom room, List<Entry> entries) {
		room.last -= entries.size();
		room.id = 0;
	}

	/**
	 * Closes the connection. The next store opens another.
	 */
	@Override
	public void close() {
		BatchWriter open = this.writer;
		this.writer = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (SQLException ex) {
				logger.debug("A connection was not closed", ex);
			}
		}
	}

}
