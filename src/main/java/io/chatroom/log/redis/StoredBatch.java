package io.chatroom.log.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.chatroom.chat.Entry;
import io.chatroom.protocol.Stamped;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a room's stream, which has one or more events. Its id has the number of the
 * last one.
 *
 * @param last the number of its last event
 * @param version the version of what it says
 * @param at when it was appended
 * @param writer who has appended it
 * @param events its events, as {@link EventTexts} writes them
 */
record StoredBatch(long last, int version, Instant at, String writer, String events) {

	/** What this program writes, and the highest that it can read. */
	static final int VERSION = 1;

	static StoredBatch of(StreamMessage<String, String> message) {
		Map<String, String> body = message.getBody();
		String id = message.getId();
		return new StoredBatch(Long.parseLong(id.substring(0, id.indexOf('-'))), Integer.parseInt(get(body, "v")),
				Instant.ofEpochMilli(Long.parseLong(get(body, "at"))), get(body, "by"), get(body, "events"));
	}

	private static String get(Map<String, String> body, String field) {
		String value = body.get(field);
		if (value == null) {
			throw new IllegalStateException("An entry has no " + field);
		}
		return value;
	}

	/**
	 * Returns whether this program can read it.
	 */
	boolean isKnown() {
		return this.version <= VERSION;
	}

	/**
	 * Returns what tells it from another entry with the same number, as the script
	 * {@code compare} does.
	 */
	String mark() {
		return this.writer + " " + this.at.toEpochMilli();
	}

	/**
	 * Returns its events.
	 * @param room the room's name
	 * @param ids how clients are called elsewhere
	 * @param own the batch of this node that it is, or null
	 */
	List<Entry> entries(String room, ClientIds ids, @Nullable Batch own) {
		List<EventTexts.Row> rows = EventTexts.read(this.events);
		List<Entry> entries = new ArrayList<>(rows.size());
		long seq = this.last - rows.size();
		for (EventTexts.Row row : rows) {
			long since = (own != null) ? own.proposals().get(entries.size()).since() : 0;
			entries.add(new Entry(new Stamped(room, ++seq, this.at, row.event().event()),
					(row.client() != null) ? ids.known(row.client()) : null, since));
		}
		return entries;
	}

}
