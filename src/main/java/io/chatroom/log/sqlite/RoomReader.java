package io.chatroom.log.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Reads rooms, on a connection of its own. Any thread; one at a time reads.
 */
final class RoomReader implements AutoCloseable {

	private static final String PIECES = "select last, at, events from piece where ";

	@GuardedBy("this")
	private final Connection connection;

	@GuardedBy("this")
	private final Sql sql;

	private final ClientIds clientIds;

	RoomReader(Database database) throws SQLException {
		this.connection = database.connect();
		this.sql = new Sql(this.connection);
		this.clientIds = database.clientIds();
	}

	/**
	 * Returns the names of the rooms that have a topic or members, those first that were
	 * used last.
	 */
	synchronized List<String> rooms(int most) throws SQLException {
		return this.sql.list("select name from current_room where topic <> '' or id in (select room from member)"
				+ " order by used desc, id limit ?", (row) -> Sql.text(row, 1), most);
	}

	/**
	 * Returns the room that has one of the keys, or null.
	 * @param maxEvents how many of its entries at most
	 * @param maxBytes stops at the entry with which these have more bytes
	 */
	synchronized @Nullable KeptRoom find(Collection<String> keys, int maxEvents, long maxBytes) throws SQLException {
		for (String key : keys) {
			Long id = this.sql.first("select room from room_key where name_key = ?", (row) -> row.getLong(1), key);
			if (id != null) {
				String name = Objects.requireNonNull(
						this.sql.first("select name from room where id = ?", (row) -> Sql.text(row, 1), id));
				return room(id, name, members(id, name), latest(id, name, maxEvents, maxBytes));
			}
		}
		return null;
	}

	@GuardedBy("this")
	private KeptRoom room(long id, String name, List<Member> members, List<Entry> entries) throws SQLException {
		return Objects
			.requireNonNull(this.sql.first(
					"select epoch, last, topic, maker from current_room where id = ?", (row) -> new KeptRoom(name,
							Sql.text(row, 1), row.getLong(2), Sql.text(row, 3), Sql.text(row, 4), members, entries),
					id));
	}

	@GuardedBy("this")
	private List<Member> members(long id, String room) throws SQLException {
		return this.sql.list("select client, name, address, since from member where room = ? order by rowid",
				(row) -> new Member(room, Objects.requireNonNull(this.clientIds.known(Sql.text(row, 1))),
						Sql.text(row, 2), Objects.requireNonNullElse(row.getString(3), ""),
						Instant.ofEpochMilli(row.getLong(4))),
				id);
	}

	@GuardedBy("this")
	private List<Entry> latest(long id, String room, int maxEvents, long maxBytes) throws SQLException {
		List<Entry> newestFirst = new ArrayList<>();
		try (PreparedStatement statement = this.connection.prepareStatement(PIECES + "room = ? order by last desc")) {
			statement.setLong(1, id);
			long bytes = 0;
			try (ResultSet row = statement.executeQuery()) {
				while (bytes <= maxBytes && newestFirst.size() < maxEvents && row.next()) {
					Piece piece = piece(row);
					newestFirst.addAll(piece.entries(room, this.clientIds).reversed());
					bytes += Character.BYTES * (long) piece.events().length();
				}
			}
		}
		return newestFirst.subList(0, Math.min(newestFirst.size(), maxEvents)).reversed();
	}

	/**
	 * Returns the name of the room with an epoch, or null.
	 */
	synchronized @Nullable String named(String epoch) throws SQLException {
		return this.sql.first("select name from room where epoch = ?", (row) -> Sql.text(row, 1), epoch);
	}

	/**
	 * Returns the rooms of which something is kept, by name.
	 * @param room the name of one of them, without regard to case; null for all
	 */
	synchronized List<Exported> exported(@Nullable String room) throws SQLException {
		Sql.Row<Exported> read = (row) -> new Exported(Sql.text(row, 1), row.getLong(2));
		return (room != null)
				? this.sql.list("select name, last from current_room where name = ? collate nocase", read, room)
				: this.sql.list("select name, last from current_room where last > ? order by name", read, 0);
	}

	/**
	 * Returns the next entries of a room after a number.
	 */
	synchronized List<Entry> read(String room, long after, int most) throws SQLException {
		List<Entry> entries = new ArrayList<>();
		try (PreparedStatement statement = this.connection
			.prepareStatement(PIECES + "room = (select id from room where name = ?) and last > ? order by last")) {
			statement.setString(1, room);
			statement.setLong(2, after);
			try (ResultSet row = statement.executeQuery()) {
				while (entries.size() < most && row.next()) {
					piece(row).entries(room, this.clientIds)
						.stream()
						.filter((entry) -> entry.seq() > after && entries.size() < most)
						.forEach(entries::add);
				}
			}
		}
		return entries;
	}

	private static Piece piece(ResultSet row) throws SQLException {
		return new Piece(row.getLong(1), row.getLong(2), Sql.text(row, 3));
	}

	/**
	 * Lets a read fail that another thread waits for.
	 */
	@SuppressWarnings("GuardedBy")
	void interrupt() throws SQLException {
		// the one who reads has the lock
		this.connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
	}

	@Override
	public synchronized void close() throws SQLException {
		this.connection.close();
	}

	/**
	 * What is exported of a room.
	 *
	 * @param room the room's name
	 * @param last the number of the last entry
	 */
	record Exported(String room, long last) {
	}

}
