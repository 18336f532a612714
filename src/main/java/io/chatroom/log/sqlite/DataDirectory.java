package io.chatroom.log.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the database, which one process at a time may use, and whose files
 * only their owner can read.
 */
final class DataDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataDirectory.class);

	/** The end of a message about the directory. */
	private static final String REMEDY = ". Choose another directory, or keep everything in memory alone:"
			+ " --chat.data.directory=\"\"";

	private static final FileAttribute<?>[] OWNER_ONLY = {
			PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) };

	private final Path database;

	private final FileChannel lock;

	private DataDirectory(Path database, FileChannel lock) {
		this.database = database;
		this.lock = lock;
	}

	/**
	 * Takes a directory for this process, and makes it if there is none.
	 * @throws StoreException if it cannot be used
	 */
	static DataDirectory take(Path directory) throws StoreException {
		return new DataDirectory(directory.resolve("chat.db"), lock(directory));
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
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	/**
	 * Returns the file of the database.
	 */
	Path database() {
		return this.database;
	}

	/**
	 * Finds files of another user, such as a backup that was restored by root. For SQLite
	 * they look like a damaged database.
	 */
	void checkAccess() throws StoreException {
		for (String suffix : List.of("", "-wal", "-shm")) {
			Path path = Path.of(this.database + suffix);
			if (Files.exists(path) && !(Files.isReadable(path) && Files.isWritable(path))) {
				throw new StoreException("has a file that the service cannot write, " + path.getFileName()
						+ ": permission denied. Give it to the user of the service: chown USER "
						+ path.toAbsolutePath(), null);
			}
		}
	}

	/**
	 * Makes the file of the database if there is none.
	 */
	void makeDatabase() throws StoreException {
		try {
			if (!Files.exists(this.database)) {
				createFile(this.database);
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
	 * Returns the size of the database's files in bytes.
	 */
	long bytes() {
		return this.database.toFile().length() + Path.of(this.database + "-wal").toFile().length();
	}

	/**
	 * Lets another process use the directory.
	 */
	@Override
	public void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			logger.warn("The lock of the database was not released: {}", ex.getMessage());
		}
	}

}
