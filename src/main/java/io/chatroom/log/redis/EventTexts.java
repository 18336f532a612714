package io.chatroom.log.redis;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.chatroom.log.EventRow;
import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The events of an entry as JSON: a list for each, with client, kind, who, what and
 * origin; those that are missing at its end are left out.
 */
final class EventTexts {

	private static final JsonFactory JSON = new JsonFactory();

	private static final int COLUMNS = 5;

	private EventTexts() {
	}

	static String write(List<Proposal> proposals) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
			json.writeStartArray();
			for (Proposal proposal : proposals) {
				write(json, proposal);
			}
			json.writeEndArray();
		}
		return text.toString();
	}

	private static void write(JsonGenerator json, Proposal proposal) {
		EventRow row = EventRow.of(proposal.event());
		String[] columns = { proposal.client(), row.kind(), row.who(), row.what(), row.origin() };
		int count = COLUMNS;
		while (columns[count - 1] == null) {
			count--;
		}
		json.writeStartArray();
		for (int i = 0; i < count; i++) {
			// null is written as null
			json.writeString(columns[i]);
		}
		json.writeEndArray();
	}

	/**
	 * Reads the events of an entry.
	 * @throws RuntimeException if this program does not know them
	 */
	static List<Row> read(String text) {
		List<Row> rows = new ArrayList<>();
		try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
			json.nextToken();
			while (json.nextToken() == JsonToken.START_ARRAY) {
				@Nullable String[] columns = new @Nullable String[COLUMNS];
				int count = 0;
				while (json.nextToken() != JsonToken.END_ARRAY) {
					if (json.currentToken() != JsonToken.VALUE_NULL) {
						columns[count] = json.getString();
					}
					count++;
				}
				rows.add(new Row(columns[0], new EventRow(Objects.requireNonNull(columns[1]),
						Objects.requireNonNull(columns[2]), columns[3], columns[4])
					.event()));
			}
		}
		return rows;
	}

	/**
	 * An event of an entry.
	 *
	 * @param client the client's id, or null
	 * @param event the event
	 */
	record Row(@Nullable String client, RoomEvent event) {
	}

}
