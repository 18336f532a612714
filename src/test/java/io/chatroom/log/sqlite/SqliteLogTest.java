package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Said;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/**
 * A test of a log in a database. A copy of the files of an open one is what a killed
 * process leaves.
 */
abstract class SqliteLogTest {

	static final String BOOT = "boot 1";

	private static final int MAX_BYTES = 400_000;

	/** What was handed over of the rooms that were entered with {@link #enter}. */
	final List<Entry> entries = new CopyOnWriteArrayList<>();

	volatile Instant now = Instant.parse("2026-01-31T12:00:00.123Z");

	@TempDir
	Path files;

	private final List<SqliteRoomLog> opened = new ArrayList<>();

	private int copies;

	Path directory() {
		return this.files.resolve("data");
	}

	SqliteRoomLog open() {
		return open(Sync.NORMAL);
	}

	SqliteRoomLog open(Sync sync) {
		return open("data", sync, BOOT);
	}

	SqliteRoomLog open(String directory, Sync sync, String boot) {
		try {
			return tryToOpen(directory, sync, boot);
		}
		catch (StoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	SqliteRoomLog tryToOpen() throws StoreException {
		return tryToOpen("data", Sync.NORMAL, BOOT);
	}

	private SqliteRoomLog tryToOpen(String directory, Sync sync, String boot) throws StoreException {
		StoreSettings settings = new StoreSettings(this.files.resolve(directory), sync, 100, 10_000,
				Duration.ofDays(30), MAX_BYTES);
		SqliteRoomLog log = SqliteRoomLog.open(settings, () -> UUID.randomUUID().toString(), () -> this.now, boot);
		this.opened.add(log);
		return log;
	}

	@AfterEach
	void closeAll() {
		this.opened.forEach(SqliteRoomLog::close);
	}

	/**
	 * Opens a room, and keeps what is handed over.
	 * @return what was kept of it
	 */
	KeptRoom enter(RoomLog log, String room) {
		return enter(log, room, this.entries::addAll);
	}

	/**
	 * Opens a room.
	 * @return what was kept of it
	 */
	KeptRoom enter(RoomLog log, String room, RoomListener listener) {
		KeptRoom kept = log.find(room, List.of(room));
		log.open(kept, List.of(room), listener);
		return kept;
	}

	/**
	 * Says a line in a room that was entered, and waits until it is handed over.
	 */
	void say(RoomLog log, String room, String text) {
		propose(log, room, "c1", new Said("alice", text));
	}

	/**
	 * Proposes an event in a room that was entered, and waits until it is handed over.
	 */
	void propose(RoomLog log, String room, @Nullable String client, RoomEvent event) {
		int before = this.entries.size();
		log.append(room, client, event, 0);
		await().until(() -> this.entries.size() == before + 1);
	}

	/**
	 * Opens a room, and proposes events: the first alone, and the others while that is
	 * handed over, so that they are stored together.
	 * @return how many entries were handed over at a time
	 */
	List<Integer> proposeTogether(RoomLog log, String room, List<? extends RoomEvent> events)
			throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		List<Integer> sizes = new CopyOnWriteArrayList<>();
		enter(log, room, (batch) -> {
			begun.countDown();
			awaitUninterruptibly(goOn);
			sizes.add(batch.size());
			this.entries.addAll(batch);
		});
		Thread first = Thread.ofVirtual().start(() -> log.append(room, null, events.getFirst(), 0));
		begun.await();
		events.stream().skip(1).forEach((event) -> log.append(room, "c2", event, 0));
		goOn.countDown();
		first.join();
		await().until(() -> this.entries.size() == events.size());
		return sizes;
	}

	/**
	 * Copies the files of the database.
	 * @return the directory of the copy
	 */
	String copy() {
		Path copy = this.files.resolve("copy " + ++this.copies);
		try (Stream<Path> tree = Files.list(directory())) {
			Files.createDirectory(copy);
			for (Path file : tree.toList()) {
				Files.copy(file, copy.resolve(file.getFileName()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return copy.getFileName().toString();
	}

	/**
	 * Changes the database from outside.
	 */
	void sql(String sql) {
		try (Connection connection = connect()) {
			new Sql(connection).run(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns how many events are kept.
	 */
	long count() {
		return number("select coalesce(sum(json_array_length(events)), 0) from piece");
	}

	/**
	 * Returns the number that a query finds.
	 */
	long number(String query) {
		try (Connection connection = connect()) {
			return new Sql(connection).number(query);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + directory().resolve("chat.db"));
	}

	static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
