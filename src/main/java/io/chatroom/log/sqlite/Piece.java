package io.chatroom.log.sqlite;

import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.chatroom.chat.Entry;
import io.chatroom.log.EventRow;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Entries of a room that were stored together, as a row: one row costs much less than one
 * for each entry.
 *
 * @param last the number of the last entry
 * @param at when they were ordered, in milliseconds since 1970
 * @param events a JSON array with an array of texts for each entry
 */
record Piece(long last, long at, String events) {

	private static final JsonFactory JSON = new JsonFactory();

	/**
	 * Returns entries as a piece. They have no gap, and were ordered together.
	 */
	static Piece of(List<Entry> entries, ClientIds clientIds) {
		StringWriter events = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), events)) {
			json.writeStartArray();
			for (Entry entry : entries) {
				EventRow row = EventRow.of(entry.event());
				json.writeStartArray();
				json.writeString(clientIds.kept(entry.client()));
				json.writeString(row.kind());
				json.writeString(row.who());
				json.writeString(row.what());
				json.writeString(row.origin());
				json.writeEndArray();
			}
			json.writeEndArray();
		}
		Entry last = entries.getLast();
		return new Piece(last.seq(), last.stamped().at().toEpochMilli(), events.toString());
	}

	/**
	 * Returns its entries in their order.
	 * @param room the room's name
	 */
	List<Entry> entries(String room, ClientIds clientIds) {
		List<@Nullable String> clients = new ArrayList<>();
		List<EventRow> rows = new ArrayList<>();
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), this.events)) {
			json.nextToken();
			while (json.nextToken() == JsonToken.START_ARRAY) {
				clients.add(clientIds.known(text(json)));
				rows.add(new EventRow(Objects.requireNonNull(text(json)), Objects.requireNonNull(text(json)),
						text(json), text(json)));
				json.nextToken();
			}
		}
		Instant time = Instant.ofEpochMilli(this.at);
		List<Entry> entries = new ArrayList<>(rows.size());
		long before = this.last - rows.size();
		for (int i = 0; i < rows.size(); i++) {
			entries.add(new Entry(new Stamped(room, before + i + 1, time, rows.get(i).event()), clients.get(i), 0));
		}
		return entries;
	}

	private static @Nullable String text(JsonParser json) {
		return (json.nextToken() == JsonToken.VALUE_NULL) ? null : json.getString();
	}

}
