package io.chatroom.log.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.chatroom.chat.Entry;
import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.Stamped;

/**
 * Events of rooms as JSON lines. It reads the next few when those before were read. One
 * thread.
 */
final class EventStream extends InputStream {

	private static final int PIECE = 200;

	private final RoomReader reader;

	private final Queue<RoomReader.Exported> rooms;

	private final boolean addresses;

	/** The number of the last event that was read of the first room in the queue. */
	private long last;

	private byte[] piece = {};

	private int position;

	EventStream(RoomReader reader, List<RoomReader.Exported> rooms, boolean addresses) {
		this.reader = reader;
		this.rooms = new ArrayDeque<>(rooms);
		this.addresses = addresses;
	}

	@Override
	public int read() throws IOException {
		return fill() ? this.piece[this.position++] & 0xff : -1;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (!fill()) {
			return -1;
		}
		int count = Math.min(length, this.piece.length - this.position);
		System.arraycopy(this.piece, this.position, bytes, offset, count);
		this.position += count;
		return count;
	}

	/**
	 * Reads the next events if those before were read.
	 * @return false when there are no more
	 */
	private boolean fill() throws IOException {
		while (this.position == this.piece.length) {
			RoomReader.Exported room = this.rooms.peek();
			if (room == null) {
				return false;
			}
			this.piece = next(room);
			this.position = 0;
			if (this.piece.length == 0) {
				this.rooms.remove();
				this.last = 0;
			}
		}
		return true;
	}

	private byte[] next(RoomReader.Exported room) throws IOException {
		StringBuilder lines = new StringBuilder();
		try {
			for (Entry entry : this.reader.read(room.room(), this.last, PIECE)) {
				if (entry.seq() <= room.last()) {
					lines.append(JsonLines.of(shown(entry.stamped()))).append('\n');
					this.last = entry.seq();
				}
			}
		}
		catch (SQLException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
		return lines.toString().getBytes(StandardCharsets.UTF_8);
	}

	private Stamped shown(Stamped event) {
		return (!this.addresses && event.event() instanceof Joined(String name, String address, String room))
				? new Stamped(event.room(), event.seq(), event.at(), new Joined(name, null, room)) : event;
	}

	@Override
	public void close() throws IOException {
		try {
			this.reader.close();
		}
		catch (SQLException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

}
