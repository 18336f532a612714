package io.chatroom.log.sqlite;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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

	/** How long a read may take at a stop before it is interrupted. */
	private static final long LAST_READ_MILLIS = 500;

	private final Map<String, OpenRoom> rooms = new ConcurrentHashMap<>();

	private final Database database;

	private final Committer committer;

	private final StoreCopies copies;

	private final StoreStatistics statistics;

	private final RoomReader reader;

	/** Reads what is old, so that nobody who enters a room waits for it. */
	private final RoomReader historyReader;

	/** Native code would pin the virtual threads of clients. */
	private final ExecutorService historyThread = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("chat-history").daemon().factory());

	private final Supplier<String> newEpoch;

	private final Trimmer trimmer;

	private final SqliteRecords records;

	private SqliteRoomLog(Database database, StoreSettings settings, Supplier<String> newEpoch, InstantSource clock)
			throws SQLException {
		this.database = database;
		this.statistics = new StoreStatistics(database);
		this.copies = new StoreCopies(database, settings.directory().resolve("backup"), clock);
		this.reader = new RoomReader(database.connect(), database.clientIds(), settings.roomEvents(),
				settings.roomBytes());
		this.historyReader = new RoomReader(database.connect(), database.clientIds(), 0, 0);
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
		return open(settings, newEpoch, clock, Database.bootId());
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
		try {
			return this.reader.rooms(most);
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	@Override
	public KeptRoom find(String name, Collection<String> keys) {
		try {
			KeptRoom kept = this.reader.find(keys);
			return (kept != null) ? kept : KeptRoom.none(name, this.newEpoch.get());
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	@Override
	public @Nullable String named(String epoch) {
		try {
			return this.reader.named(epoch);
		}
		catch (SQLException ex) {
			throw unreadable(ex);
		}
	}

	@Override
	public List<Entry> read(String room, long after, int most) {
		try {
			return this.historyThread.submit(() -> {
				if (this.historyThread.isShutdown()) {
					throw new RejectedExecutionException();
				}
				return this.historyReader.read(room, after, most);
			}).get();
		}
		catch (ExecutionException ex) {
			throw unreadable(Objects.requireNonNull(ex.getCause()));
		}
		catch (RejectedExecutionException ex) {
			throw unreadable(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RoomLogException(ex);
		}
	}

	@Override
	public boolean canRead() {
		return true;
	}

	private RoomLogException unreadable(Throwable cause) {
		if (!this.historyThread.isShutdown()) {
			logger.error("The database cannot be read: {}", cause.getMessage());
		}
		return new RoomLogException(cause);
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
	 * Ends the reading of old entries. Their readers get nothing more.
	 */
	private void closeHistoryThread() throws InterruptedException, SQLException {
		this.historyThread.shutdown();
		while (!this.historyThread.awaitTermination(LAST_READ_MILLIS, TimeUnit.MILLISECONDS)) {
			this.historyReader.interrupt();
		}
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
			closeHistoryThread();
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
