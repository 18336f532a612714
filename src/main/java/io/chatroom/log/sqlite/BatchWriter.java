package io.chatroom.log.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.chat.Entry;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries, and what follows from them: members, topic, maker. A batch is one
 * transaction. After a failure it must be closed. One thread at a time.
 */
final class BatchWriter implements AutoCloseable {

	private static final int PROBE_BYTES = 65536;

	private final Connection connection;

	private final ClientIds clientIds;

	private final Map<String, PreparedStatement> statements = new HashMap<>();

	BatchWriter(Connection connection, ClientIds clientIds) throws SQLException {
		this.connection = connection;
		this.clientIds = clientIds;
		connection.setAutoCommit(false);
	}

	/**
	 * Finds out whether there is space for more than a few lines.
	 */
	void probe() throws SQLException {
		run("insert into space (filler) values (zeroblob(" + PROBE_BYTES + "))");
		this.connection.commit();
		run("delete from space");
		this.connection.commit();
	}

	/**
	 * Writes entries and commits them.
	 */
	void write(Map<OpenRoom, List<Entry>> batch) throws SQLException {
		for (Map.Entry<OpenRoom, List<Entry>> ofRoom : batch.entrySet()) {
			OpenRoom room = ofRoom.getKey();
			if (room.id == 0) {
				room.id = id(room);
			}
			Piece piece = Piece.of(ofRoom.getValue(), this.clientIds);
			run("insert into piece (room, last, at, events) values (?, ?, ?, ?)", room.id, piece.last(), piece.at(),
					piece.events());
			for (Entry entry : ofRoom.getValue()) {
				follow(room.id, entry);
			}
		}
		this.connection.commit();
	}

	private long id(OpenRoom room) throws SQLException {
		run("insert into room (name, epoch) values (?, ?) on conflict (name) do nothing", room.name, room.epoch);
		long id = new Sql(this.connection).number("select id from room where name = ?", room.name);
		for (String key : room.keys) {
			run("insert into room_key (name_key, room) values (?, ?) on conflict do nothing", key, id);
		}
		return id;
	}

	/**
	 * Writes what follows from an entry.
	 */
	private void follow(long room, Entry entry) throws SQLException {
		String client = this.clientIds.kept(entry.client());
		switch (entry.event()) {
			case Joined joined -> {
				// as RoomState: who enters a room that nobody needs makes it
				run("update room set maker = ? where id = ? and topic = ''"
						+ " and not exists (select 1 from member where room = ?)", joined.name(), room, room);
				run("insert into member (room, client, name, address, since) values (?, ?, ?, ?, ?)"
						+ " on conflict do nothing", room, client, joined.name(), joined.address(), millis(entry));
			}
			case Renamed renamed -> {
				run("update member set name = ? where room = ? and client = ?", renamed.to(), room, client);
				run("update room set maker = ? where id = ? and maker = ?", renamed.to(), room, renamed.from());
			}
			case Left left -> removeMember(room, client);
			case Removed removed -> removeMember(room, client);
			case Moved moved -> removeMember(room, client);
			case TopicSet topic -> run("update room set topic = ? where id = ?", topic.text(), room);
			default -> {
				// only an event
			}
		}
	}

	private void removeMember(long room, @Nullable String client) throws SQLException {
		run("delete from member where room = ? and client = ?", room, client);
	}

	private static long millis(Entry entry) {
		return entry.stamped().at().toEpochMilli();
	}

	private void run(String sql, @Nullable Object... values) throws SQLException {
		PreparedStatement statement = statement(sql);
		Sql.bind(statement, values);
		statement.executeUpdate();
	}

	private PreparedStatement statement(String sql) throws SQLException {
		PreparedStatement known = this.statements.get(sql);
		if (known == null) {
			known = this.connection.prepareStatement(sql);
			this.statements.put(sql, known);
		}
		return known;
	}

	/**
	 * Closes the connection. What is not committed is not written.
	 */
	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
