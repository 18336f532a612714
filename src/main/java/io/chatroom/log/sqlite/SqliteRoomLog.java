package io.chatroom.log.sqlite;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Records;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.chat.RoomLogException;
import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room log in a SQLite database: {@link Committer} decides when events are stored,
 * {@link Sequencer} stores them, {@link RoomReader} reads them, {@link Trimmer} deletes
 * the oldest. Any thread.
 */
public final class SqliteRoomLog implements RoomLog, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SqliteRoomLog.class);

	private final Map<String, OpenRoom> rooms = new ConcurrentHashMap<>();

	private final Database database;

	private final StoreSettings settings;

	private final Committer committer;

	private final StoreCopies copies;

	private final StoreStatistics statistics;

	private final RoomReader reader;

	/** Reads what is old, so that nobody who enters a room waits for it. */
	private final RoomReader historyReader;

	private final SqliteThread historyThread = new SqliteThread("chat-history");

	private final Supplier<String> newEpoch;

	private final Trimmer trimmer;

	private final SqliteRecords records;

	private SqliteRoomLog(Database database, StoreSettings settings, Supplier<String> newEpoch, InstantSource clock)
			throws SQLException {
		this.database = database;
		this.statistics = new StoreStatistics(database);
		this.copies = new StoreCopies(database, settings.directory().resolve("backup"), clock);
		this.settings = settings;
		this.reader = new RoomReader(database);
		this.historyReader = new RoomReader(database);
		this.records = new SqliteRecords(database);
		this.newEpoch = newEpoch;
		this.committer = new Committer(new Sequencer(database, this.statistics, clock), settings.sync() != Sync.FULL);
		this.trimmer = new Trimmer(database, settings, clock, this.rooms::containsKey);
	}

	/**
	 * Opens the log.
	 * @param settings its settings
	 * @param newEpoch returns another word at each call
	 * @param clock stamps the entries
	 * @throws StoreException if the directory or the database cannot be used
	 */
	public static SqliteRoomLog open(StoreSettings settings, Supplier<String> newEpoch, InstantSource clock)
			throws StoreException {
		return open(settings, newEpoch, clock, LastUse.bootId());
	}

	static SqliteRoomLog open(StoreSettings settings, Supplier<String> newEpoch, InstantSource clock, String bootId)
			throws StoreException {
		Database database = Database.open(settings.directory(), settings.sync(), bootId, newEpoch);
		try {
			SqliteRoomLog log = new SqliteRoomLog(database, settings, newEpoch, clock);
			log.committer.start();
			log.trimmer.start();
			return log;
		}
		catch (SQLException ex) {
			database.close();
			throw new StoreException("has a database that cannot be used: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Returns what is counted about the database.
	 */
	public StoreStatistics statistics() {
		return this.statistics;
	}

	/**
	 * Returns what copies the database.
	 */
	public StoreCopies copies() {
		return this.copies;
	}

	/**
	 * Returns the records in the same database. They are closed with the log.
	 */
	public Records records() {
		return this.records;
	}

	/**
	 * Deletes what is too old or too much now.
	 */
	void trim() {
		this.trimmer.trim();
	}

	@Override
	public List<String> rooms(int most) {
		return read(() -> this.reader.rooms(most));
	}

	@Override
	public KeptRoom find(String name, Collection<String> keys) {
		KeptRoom kept = read(() -> this.reader.find(keys, this.settings.roomEvents(), this.settings.roomBytes()));
		return (kept != null) ? kept : KeptRoom.none(name, this.newEpoch.get());
	}

	@Override
	public @Nullable String named(String epoch) {
		return read(() -> this.reader.named(epoch));
	}

	@Override
	public List<Entry> read(String room, long after, int most) {
		return read(() -> this.historyThread.call(() -> this.historyReader.read(room, after, most)));
	}

	@Override
	public boolean canRead() {
		return true;
	}

	private <T extends @Nullable Object> T read(SqliteThread.Task<T> task) {
		try {
			return task.run();
		}
		catch (SQLException ex) {
			if (!this.historyThread.isClosed()) {
				logger.error("Failed to read the database: {}", ex.getMessage());
			}
			throw new RoomLogException(ex);
		}
		catch (RejectedExecutionException ex) {
			// at a stop
			throw new RoomLogException(ex);
		}
	}

	@Override
	public void open(KeptRoom room, Collection<String> keys, RoomListener listener) {
		if (this.rooms.putIfAbsent(room.name(), new OpenRoom(room, keys, listener)) != null) {
			throw new IllegalStateException(room.name() + " is open");
		}
	}

	@Override
	public void close(String room) {
		this.rooms.remove(room);
	}

	@Override
	public void append(String room, @Nullable String client, RoomEvent event, long since) {
		OpenRoom open = this.rooms.get(room);
		if (open == null) {
			throw new IllegalStateException(room + " is not open");
		}
		this.committer.propose(new Proposal(open, client, event, since, System.nanoTime()));
	}

	@Override
	public boolean isStoring() {
		return this.committer.isStoring();
	}

	@Override
	public long waitedNanos() {
		return this.committer.waitedNanos();
	}

	/**
	 * Writes what is proposed, and closes the database. What is proposed later is
	 * dropped.
	 */
	@Override
	public void close() {
		this.records.close();
		this.trimmer.close();
		try {
			this.committer.close();
			this.historyThread.cancel(this.historyReader::interrupt);
			this.historyReader.close();
			this.reader.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (SQLException ex) {
			logger.debug("A connection was not closed", ex);
		}
		this.database.close();
	}

}
