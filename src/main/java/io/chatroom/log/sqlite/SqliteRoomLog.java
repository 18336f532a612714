package io.chatroom.log.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room log in a SQLite database. One thread numbers what was proposed, commits what has
 * gathered in one transaction, and then hands it to the listeners. So what a client
 * receives outlives the process. A platform thread, since SQLite is native code, which
 * would pin a virtual one. Any thread.
 */
public final class SqliteRoomLog implements RoomLog, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SqliteRoomLog.class);

	private static final long RETRY_MILLIS = 500;

	/** How long a read may take at a stop before it is interrupted. */
	private static final long LAST_READ_MILLIS = 500;

	private final Map<String, OpenRoom> rooms = new ConcurrentHashMap<>();

	private final Proposals proposals = new Proposals();

	private final Database database;

	private final StoreCopies copies;

	private final StoreStatistics statistics;

	private final RoomReader reader;

	/** Reads what is old, so that nobody who enters a room waits for it. */
	private final RoomReader historyReader;

	/** Native code would pin the virtual threads of clients. */
	private final ExecutorService historyThread = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("chat-history").daemon().factory());

	private final Supplier<String> newEpoch;

	private final InstantSource clock;

	private final Thread thread;

	private final Trimmer trimmer;

	private final SqliteRecords records;

	/** Null after a failure. Owned by the thread. */
	private @Nullable BatchWriter writer;

	private volatile boolean failing;

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
		this.clock = clock;
		this.thread = Thread.ofPlatform().name("chat-log").daemon().unstarted(this::run);
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
			log.thread.start();
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
		this.proposals.add(new Proposal(open, client, event, since, System.nanoTime()));
	}

	@Override
	public boolean isStoring() {
		return !this.failing;
	}

	@Override
	public long waitedNanos() {
		return this.proposals.waitedNanos();
	}

	private void run() {
		List<Proposal> waiting = this.proposals.takeAll();
		while (!waiting.isEmpty()) {
			waiting = store(waiting) ? this.proposals.takeAll() : retry(waiting);
		}
		closeWriter();
	}

	/**
	 * Numbers proposals, writes them and hands them over.
	 * @return false if they cannot be stored; then nothing is changed
	 */
	private boolean store(List<Proposal> waiting) {
		Map<OpenRoom, List<Entry>> batch = number(waiting);
		boolean written = write(batch);
		if (written && !waiting.isEmpty()) {
			this.statistics.stored(waiting.size(), System.nanoTime() - waiting.getFirst().proposedAt());
		}
		batch.forEach(written ? this::handOver : SqliteRoomLog::forget);
		return written;
	}

	/**
	 * Refuses lines and tries the rest again, until that is stored, or the log is closed;
	 * also when nothing is left, to find out when it can.
	 * @return the next proposals, none if the log is closed
	 */
	private List<Proposal> retry(List<Proposal> failed) {
		List<Proposal> waiting = new ArrayList<>(failed);
		boolean stored = false;
		while (!stored) {
			waiting.stream().filter(Proposal::isLine).forEach(SqliteRoomLog::refuse);
			waiting.removeIf(Proposal::isLine);
			if (!this.proposals.pause(RETRY_MILLIS)) {
				return List.of();
			}
			waiting.addAll(this.proposals.takeNow());
			stored = store(waiting);
		}
		return this.proposals.takeAll();
	}

	private static void refuse(Proposal line) {
		try {
			line.room().listener.refused(Objects.requireNonNull(line.client()));
		}
		catch (RuntimeException ex) {
			logger.error("A client could not be told that its line is refused", ex);
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

	private Map<OpenRoom, List<Entry>> number(List<Proposal> gathered) {
		Map<OpenRoom, List<Entry>> batch = new LinkedHashMap<>();
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		for (Proposal proposal : gathered) {
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
			closeWriter();
			return false;
		}
		finally {
			this.database.writing().unlock();
		}
	}

	private void handOver(OpenRoom room, List<Entry> entries) {
		try {
			room.listener.ordered(entries);
		}
		catch (RuntimeException ex) {
			logger.error("What was stored in {} could not be delivered", room.name, ex);
		}
	}

	private void closeWriter() {
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
		this.proposals.close();
		try {
			this.thread.join();
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
