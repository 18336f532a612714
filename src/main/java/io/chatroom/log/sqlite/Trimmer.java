package io.chatroom.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, or too much, once a minute, on a thread and a connection of
 * its own. It deletes little at a time, so that the writer waits for milliseconds only.
 */
final class Trimmer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Trimmer.class);

	private static final int PIECES_AT_ONCE = 100;

	private static final String OLDEST_ROOM = "select id from (select id, (select at from piece where room = room.id"
			+ " order by last limit 1) as first from room) where first < ? order by first limit 1";

	private static final String UNUSED = "topic = '' and not exists (select 1 from piece where room = room.id)"
			+ " and not exists (select 1 from member where room = room.id)";

	private final Database database;

	private final Duration keep;

	private final long maxBytes;

	private final InstantSource clock;

	private final Predicate<String> isOpen;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread thread = Thread.ofPlatform().name("chat-trim").daemon().unstarted(this::run);

	/**
	 * Creates a trimmer.
	 * @param isOpen whether a room of that name is open: it keeps its epoch and numbers
	 */
	Trimmer(Database database, StoreSettings settings, InstantSource clock, Predicate<String> isOpen) {
		this.database = database;
		this.keep = settings.keep();
		this.maxBytes = settings.maxBytes();
		this.clock = clock;
		this.isOpen = isOpen;
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			while (!this.closed.await(1, TimeUnit.MINUTES)) {
				trim();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Deletes what is too old or too much now.
	 */
	void trim() {
		try (Connection connection = this.database.connect()) {
			long oldest = this.clock.instant().minus(this.keep).toEpochMilli();
			boolean more = true;
			while (more && this.closed.getCount() > 0) {
				more = delete(connection, oldest);
			}
			more = true;
			while (more && this.closed.getCount() > 0 && bytes(connection) > this.maxBytes) {
				more = delete(connection, Long.MAX_VALUE);
			}
			forgetRooms(connection);
		}
		catch (SQLException ex) {
			logger.warn("Old lines could not be deleted: {}", ex.getMessage());
		}
	}

	/**
	 * Deletes some pieces of the room whose first one is the oldest.
	 * @param before they are older, in milliseconds since 1970
	 * @return false if there are none
	 */
	private boolean delete(Connection connection, long before) throws SQLException {
		this.database.writing().lock();
		try {
			connection.setAutoCommit(false);
			Sql sql = new Sql(connection);
			List<Long> rooms = sql.list(OLDEST_ROOM, (row) -> row.getLong(1), before);
			for (long room : rooms) {
				sql.run("update room set (last, used) = (select last, used from current_room where id = ?1)"
						+ " where id = ?1", room);
				sql.run("delete from piece where room = ?1 and last in (select last from piece"
						+ " where room = ?1 and at < ?2 order by last limit " + PIECES_AT_ONCE + ")", room, before);
			}
			// a read must not begin a transaction that others' writes make useless
			connection.setAutoCommit(true);
			return !rooms.isEmpty();
		}
		finally {
			this.database.writing().unlock();
		}
	}

	/**
	 * Returns how many bytes are in use. The file does not shrink; what is free in it is
	 * used again.
	 */
	private static long bytes(Connection connection) throws SQLException {
		return new Sql(connection).number("select (page_count - freelist_count) * page_size"
				+ " from pragma_page_count(), pragma_freelist_count(), pragma_page_size()");
	}

	/**
	 * Forgets rooms of which nothing is left. The condition holds again when they are
	 * deleted: one may have been opened meanwhile, and written to.
	 */
	private void forgetRooms(Connection connection) throws SQLException {
		Sql sql = new Sql(connection);
		List<String> names = sql.list("select name from room where " + UNUSED, (row) -> Sql.text(row, 1));
		names.removeIf(this.isOpen);
		this.database.writing().lock();
		try {
			connection.setAutoCommit(false);
			for (String name : names) {
				sql.run("delete from room_key where room in (select id from room where name = ? and " + UNUSED + ")",
						name);
				sql.run("delete from room where name = ? and " + UNUSED, name);
			}
			connection.commit();
		}
		finally {
			this.database.writing().unlock();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
