package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Copies what is kept while lines are written: the database as a backup, and the events
 * as JSON lines. Each copy has a connection of its own. Any thread; may take minutes.
 */
public final class StoreCopies {

	private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'chat-'yyyyMMdd'T'HHmmss'Z.db'",
			Locale.ROOT);

	private static final String UNFINISHED = ".part";

	private final Database database;

	private final Path directory;

	private final InstantSource clock;

	/** Held while a backup is made. */
	private final ReentrantLock lock = new ReentrantLock();

	StoreCopies(Database database, Path directory, InstantSource clock) {
		this.database = database;
		this.directory = directory;
		this.clock = clock;
	}

	/**
	 * Makes a backup in the directory {@code backup} beside the database. Only its owner
	 * can read it. A service that starts with it begins new numberings.
	 * @throws IOException if that fails, with a message for the operator; then no file is
	 * left
	 */
	public Backup backup() throws IOException {
		if (!this.lock.tryLock()) {
			throw new IOException("Another backup is being made.");
		}
		try {
			Files.createDirectories(this.directory);
			removeUnfinished();
			Path file = this.directory.resolve(NAME.format(this.clock.instant().atOffset(ZoneOffset.UTC)));
			if (Files.exists(file)) {
				throw new IOException(file + " exists already.");
			}
			Path unfinished = Path.of(file + UNFINISHED);
			try {
				DataDirectory.createFile(unfinished);
				this.database.copyTo(unfinished);
				Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(unfinished);
			}
			return new Backup(String.valueOf(file.getFileName()), Files.size(file));
		}
		catch (FileAlreadyExistsException ex) {
			throw new IOException(this.directory + " is not a directory.", ex);
		}
		catch (SQLException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes what a process left that was killed.
	 */
	private void removeUnfinished() throws IOException {
		try (var files = Files.newDirectoryStream(this.directory, "chat-*" + UNFINISHED + "*")) {
			for (Path file : files) {
				Files.delete(file);
			}
		}
	}

	/**
	 * Returns the events that are kept now, as the lines of the JSON mode, room by room
	 * and in their order. They are read while the stream is.
	 * @param room the room's name, without regard to case; null for all rooms
	 * @param addresses whether joins show where members came from
	 * @return a stream that must be closed, or null if nothing is kept of that room
	 * @throws IOException if the database cannot be read
	 */
	public @Nullable InputStream export(@Nullable String room, boolean addresses) throws IOException {
		try {
			RoomReader reader = new RoomReader(this.database);
			List<RoomReader.Exported> rooms = reader.exported(room);
			if (rooms.isEmpty() && room != null) {
				reader.close();
				return null;
			}
			return new EventStream(reader, rooms, addresses);
		}
		catch (SQLException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

}
