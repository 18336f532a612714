package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The database in its directory, which one process at a time may use. It notes whether it
 * was closed, and at which start of the machine it was used: a power failure may have
 * cost its last entries. Then each room gets a new epoch, so that nobody resumes into
 * other numbers.
 */
final class Database implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Database.class);

	private static final int VERSION = 5;

	private static final int BUSY_MILLIS = 5000;

	/** The end of a message about the directory. */
	private static final String REMEDY = ". Choose another directory, or keep everything in memory alone:"
			+ " --chat.data.directory=\"\"";

	/** In place of a boot ID. */
	private static final String BACKUP = "backup";

	private static final FileAttribute<?>[] OWNER_ONLY = {
			PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) };

	private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

	private final Path file;

	private final Sync sync;

	private final FileChannel lock;

	/** Fair, so that nobody starves while lines come without a pause. */
	private final Lock writing = new ReentrantLock(true);

	/** How often it was opened, this time included. */
	private long starts;

	private Database(Path file, Sync sync, FileChannel lock) {
		this.file = file;
		this.sync = sync;
		this.lock = lock;
	}

	/**
	 * Opens the database, and makes it if there is none.
	 * @param bootId another text after each start of the machine, or empty if that is not
	 * known
	 * @param newEpoch returns another word at each call
	 * @throws StoreException if it cannot be used
	 */
	static Database open(Path directory, Sync sync, String bootId, Supplier<String> newEpoch) throws StoreException {
		loadLibrary();
		Database database = new Database(directory.resolve("chat.db"), sync, lock(directory));
		try {
			database.checkAccess();
			database.checkVersion();
			database.make();
			try (Connection connection = database.connect(SynchronousMode.FULL)) {
				connection.setAutoCommit(false);
				migrate(connection);
				database.begin(connection, bootId, newEpoch);
				connection.commit();
			}
			return database;
		}
		catch (SQLException ex) {
			database.unlock();
			throw new StoreException("has a database that cannot be used: " + ex.getMessage()
					+ " Restore a backup of chat.db," + " or move the file away", ex);
		}
		catch (StoreException ex) {
			database.unlock();
			throw ex;
		}
	}

	/**
	 * Returns the name of this start of the machine, or an empty text where the system
	 * gives none.
	 */
	static String bootId() {
		try {
			return Files.readString(BOOT_ID).strip();
		}
		catch (IOException ex) {
			return "";
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

	private static FileChannel lock(Path directory) throws StoreException {
		try {
			Files.createDirectories(directory);
		}
		catch (FileAlreadyExistsException ex) {
			throw new StoreException("is not a directory" + REMEDY, ex);
		}
		catch (IOException ex) {
			throw new StoreException("cannot be made as " + directory.toAbsolutePath() + ": " + reason(ex) + REMEDY,
					ex);
		}
		try {
			FileChannel channel = FileChannel.open(directory.resolve("chat.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (isLocked(channel)) {
				return channel;
			}
			channel.close();
		}
		catch (IOException ex) {
			throw new StoreException("cannot be written to: " + reason(ex) + REMEDY, ex);
		}
		throw new StoreException("is used by another process. Stop it, or choose another directory", null);
	}

	/**
	 * Returns why a file cannot be used, in the system's words where there are any.
	 */
	private static String reason(IOException failure) {
		return switch (failure) {
			case AccessDeniedException _ -> "permission denied";
			case FileSystemException file when file.getReason() != null -> file.getReason();
			default -> failure.toString();
		};
	}

	private static boolean isLocked(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/**
	 * Makes the file if there is none, so that only its owner can read it.
	 */
	private void make() throws StoreException {
		try {
			if (!Files.exists(this.file)) {
				createFile(this.file);
			}
		}
		catch (IOException ex) {
			throw new StoreException("cannot be written to: " + reason(ex), ex);
		}
	}

	/**
	 * Creates an empty file that only its owner can read. SQLite would let others.
	 */
	static void createFile(Path file) throws IOException {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		Files.createFile(file, posix ? OWNER_ONLY : new FileAttribute<?>[0]);
	}

	/**
	 * Finds files of another user, such as a backup that was restored by root. For SQLite
	 * they look like a damaged database.
	 */
	private void checkAccess() throws StoreException {
		for (String suffix : List.of("", "-wal", "-shm")) {
			Path path = Path.of(this.file + suffix);
			if (Files.exists(path) && !(Files.isReadable(path) && Files.isWritable(path))) {
				throw new StoreException("has a file that the service cannot write, " + path.getFileName()
						+ ": permission denied. Give it to the user of the service: chown USER "
						+ path.toAbsolutePath(), null);
			}
		}
	}

	/**
	 * Reads the version before anything is written.
	 */
	private void checkVersion() throws SQLException, StoreException {
		if (!Files.exists(this.file)) {
			return;
		}
		SQLiteConfig readOnly = new SQLiteConfig();
		readOnly.setReadOnly(true);
		try (Connection connection = readOnly.createConnection(url())) {
			int version = version(connection);
			if (version > VERSION) {
				throw new StoreException("has a database of a newer version of the chat (" + version
						+ "; this one knows " + VERSION + "). Use the newer version, or another directory", null);
			}
		}
	}

	private static int version(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("pragma user_version")) {
			return row.getInt(1);
		}
	}

	private static void migrate(Connection connection) throws SQLException {
		for (int version = version(connection) + 1; version <= VERSION; version++) {
			try (Statement statement = connection.createStatement()) {
				for (String sql : script(version).strip().split(";\\s*\n", -1)) {
					statement.executeUpdate(sql);
				}
				statement.executeUpdate("pragma user_version = " + version);
			}
		}
	}

	private static String script(int version) {
		String name = "schema-" + version + ".sql";
		try (InputStream in = Database.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(name, ex);
		}
	}

	/**
	 * Notes that the database is in use, and gives each room a new epoch if entries may
	 * have been lost.
	 */
	private void begin(Connection connection, String bootId, Supplier<String> newEpoch) throws SQLException {
		if (mayHaveLost(connection, bootId)) {
			List<Long> rooms = new ArrayList<>();
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select id from room")) {
				while (row.next()) {
					rooms.add(row.getLong(1));
				}
			}
			for (long room : rooms) {
				Sql.run(connection, "update room set epoch = ? where id = ?", newEpoch.get(), room);
			}
			logger.warn("{} All rooms begin a new numbering.", isBackup(connection) ? "The database is a backup."
					: "The machine was restarted while the service ran: its last lines may be lost.");
		}
		this.starts = 1 + Sql.list(connection, "select coalesce(max(starts), 0) from store", (row) -> row.getLong(1))
			.getFirst();
		Sql.run(connection, "delete from store");
		Sql.run(connection, "insert into store (boot, clean, sync, starts) values (?, 0, ?, ?)", bootId,
				this.sync.name(), this.starts);
	}

	private static boolean mayHaveLost(Connection connection, String bootId) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select boot, clean, sync from store")) {
			return row.next() && !row.getBoolean(2) && !Sync.FULL.name().equals(row.getString(3))
					&& (bootId.isEmpty() || !bootId.equals(row.getString(1)));
		}
	}

	private static boolean isBackup(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select boot from store")) {
			return row.next() && BACKUP.equals(row.getString(1));
		}
	}

	/**
	 * Returns the lock that is held during each transaction that writes, since SQLite has
	 * one writer at a time. Without it, others would try again and again until they give
	 * up, and a transaction that reads first would fail at its first change.
	 */
	Lock writing() {
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
		return this.file.toFile().length() + Path.of(this.file + "-wal").toFile().length();
	}

	/**
	 * Copies the database into an empty file, which is on the disk afterwards. A service
	 * that opens the copy begins new numberings: it knows nothing of later entries.
	 */
	void copyTo(Path copy) throws SQLException, IOException {
		try (Connection connection = connect()) {
			Sql.run(connection, "vacuum into ?", copy.toString());
		}
		try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + copy)) {
			Sql.run(connection, "update store set boot = ?, clean = 0, sync = ''", BACKUP);
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
		return "jdbc:sqlite:" + this.file;
	}

	/**
	 * Notes that nothing was lost, and lets another process use the directory. No other
	 * connection is open.
	 */
	@Override
	public void close() {
		try (Connection connection = connect(SynchronousMode.FULL)) {
			Sql.run(connection, "update store set clean = 1");
		}
		catch (SQLException ex) {
			logger.warn("The database was not closed: {}", ex.getMessage());
		}
		unlock();
	}

	private void unlock() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			logger.warn("The lock of the database was not released: {}", ex.getMessage());
		}
	}

}
