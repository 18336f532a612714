package io.chatroom.log.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The database in its directory, which one process at a time may use. Any thread.
 */
final class Database implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Database.class);

	private static final int BUSY_MILLIS = 5000;

	private final DataDirectory directory;

	private final Sync sync;

	/** Fair, so that nobody starves while lines come without a pause. */
	private final ReentrantLock writing = new ReentrantLock(true);

	/** How often it was opened, this time included. */
	private long starts;

	private Database(DataDirectory directory, Sync sync) {
		this.directory = directory;
		this.sync = sync;
	}

	/**
	 * Opens the database, and makes it if there is none.
	 * @param path its directory
	 * @param bootId another text after each start of the machine, or empty if that is not
	 * known
	 * @param newEpoch returns another word at each call
	 * @throws StoreException if it cannot be used
	 */
	static Database open(Path path, Sync sync, String bootId, Supplier<String> newEpoch) throws StoreException {
		loadLibrary();
		DataDirectory directory = DataDirectory.take(path);
		Database database = new Database(directory, sync);
		try {
			directory.checkAccess();
			database.checkVersion();
			directory.makeDatabase();
			try (Connection connection = database.connect(SynchronousMode.FULL)) {
				connection.setAutoCommit(false);
				Schema.migrate(connection);
				database.starts = LastUse.begin(new Sql(connection), bootId, sync, newEpoch);
				connection.commit();
			}
			return database;
		}
		catch (SQLException ex) {
			directory.close();
			throw new StoreException("has a database that cannot be used: " + ex.getMessage()
					+ " Restore a backup of chat.db," + " or move the file away", ex);
		}
		catch (StoreException ex) {
			directory.close();
			throw ex;
		}
	}

	/**
	 * Loads SQLite itself, so that a failure is not taken for one of the database.
	 */
	private static void loadLibrary() throws StoreException {
		try {
			SQLiteJDBCLoader.initialize();
		}
		catch (Exception ex) {
			throw new StoreException("needs SQLite's native library, which cannot be loaded. It is unpacked into"
					+ " java.io.tmpdir=" + System.getProperty("java.io.tmpdir")
					+ ", which must be writable and allow to"
					+ " execute files (not noexec). Choose another: JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIRECTORY."
					+ " Or keep everything in memory alone: --chat.data.directory=\"\"", ex);
		}
	}

	/**
	 * Reads the version before anything is written.
	 */
	private void checkVersion() throws SQLException, StoreException {
		if (!Files.exists(this.directory.database())) {
			return;
		}
		SQLiteConfig readOnly = new SQLiteConfig();
		readOnly.setReadOnly(true);
		try (Connection connection = readOnly.createConnection(url())) {
			Schema.check(connection);
		}
	}

	/**
	 * Returns the lock that is held during each transaction that writes, since SQLite has
	 * one writer at a time. Without it, others would try again and again until they give
	 * up, and a transaction that reads first would fail at its first change.
	 */
	ReentrantLock writing() {
		return this.writing;
	}

	/**
	 * Returns how clients of this process are kept.
	 */
	ClientIds clientIds() {
		return new ClientIds(this.starts);
	}

	/**
	 * Returns the size of its files in bytes.
	 */
	long bytesOnDisk() {
		return this.directory.bytes();
	}

	/**
	 * Copies the database into an empty file, which is on the disk afterwards. A service
	 * that opens the copy begins new numberings: it knows nothing of later entries.
	 */
	void copyTo(Path copy) throws SQLException, IOException {
		try (Connection connection = connect()) {
			new Sql(connection).run("vacuum into ?", copy.toString());
		}
		try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + copy)) {
			LastUse.endAsBackup(new Sql(connection));
		}
		try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	/**
	 * Opens a connection.
	 */
	Connection connect() throws SQLException {
		return connect((this.sync == Sync.FULL) ? SynchronousMode.FULL : SynchronousMode.NORMAL);
	}

	/**
	 * Opens a connection whose commits are on the disk.
	 */
	Connection connectDurably() throws SQLException {
		return connect(SynchronousMode.FULL);
	}

	private Connection connect(SynchronousMode mode) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(JournalMode.WAL);
		config.setSynchronous(mode);
		config.setBusyTimeout(BUSY_MILLIS);
		return config.createConnection(url());
	}

	private String url() {
		return "jdbc:sqlite:" + this.directory.database();
	}

	/**
	 * Notes that nothing was lost, and lets another process use the directory. No other
	 * connection is open.
	 */
	@Override
	public void close() {
		try (Connection connection = connect(SynchronousMode.FULL)) {
			LastUse.end(new Sql(connection));
		}
		catch (SQLException ex) {
			logger.warn("The database was not closed: {}", ex.getMessage());
		}
		this.directory.close();
	}

}
