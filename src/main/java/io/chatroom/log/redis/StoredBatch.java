package io.chatroom.log.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.chatroom.chat.Entry;
import io.chatroom.protocol.Stamped;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An entry of a room's stream, which has one or more events. Its id has the number of the
 * last one.
 *
 * @param last the number of its last event
 * @param version the version of what it says
 * @param at when it was appended
 * @param writer who has appended it
 * @param length how many characters its events have
 * @param rows its events; null if this program cannot read them
 */
record StoredBatch(long last, int version, Instant at, String writer, int length, @Nullable List<EventTexts.Row> rows) {

	/** What this program writes, and the highest that it can read. */
	static final int VERSION = 1;

	private static final Logger logger = LoggerFactory.getLogger(StoredBatch.class);

	static StoredBatch of(StreamMessage<String, String> message) {
		Map<String, String> body = message.getBody();
		String id = message.getId();
		String events = body.getOrDefault("events", "");
		int version = Integer.parseInt(body.getOrDefault("v", "0"));
		return new StoredBatch(Long.parseLong(id.substring(0, id.indexOf('-'))), version,
				Instant.ofEpochMilli(Long.parseLong(body.getOrDefault("at", "0"))), body.getOrDefault("by", ""),
				events.length(), (version <= VERSION) ? rows(id, events) : null);
	}

	private static @Nullable List<EventTexts.Row> rows(String id, String events) {
		try {
			return EventTexts.read(events);
		}
		catch (RuntimeException ex) {
			logger.debug("The entry {} is not one of the chat", id, ex);
			return null;
		}
	}

	/**
	 * Returns whether this program can read it.
	 */
	boolean isKnown() {
		return this.rows != null;
	}

	/**
	 * Returns what tells it from another entry with the same number, as the script
	 * {@code compare} does.
	 */
	String mark() {
		return this.writer + " " + this.at.toEpochMilli();
	}

	/**
	 * Returns its events, if it is known.
	 * @param room the room's name
	 * @param ids how clients are called elsewhere
	 * @param own the batch of this node that it is, or null
	 */
	List<Entry> entries(String room, ClientIds ids, @Nullable Batch own) {
		List<EventTexts.Row> known = Objects.requireNonNull(this.rows);
		List<Entry> entries = new ArrayList<>(known.size());
		long seq = this.last - known.size();
		for (EventTexts.Row row : known) {
			long since = (own != null) ? own.proposals().get(entries.size()).since() : 0;
			entries.add(new Entry(new Stamped(room, ++seq, this.at, row.event()),
					(row.client() != null) ? ids.known(row.client()) : null, since));
		}
		return entries;
	}

}
