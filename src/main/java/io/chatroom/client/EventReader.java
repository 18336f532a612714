package io.chatroom.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.client.ServerEvent.Again;
import io.chatroom.client.ServerEvent.Announced;
import io.chatroom.client.ServerEvent.Bye;
import io.chatroom.client.ServerEvent.Emoted;
import io.chatroom.client.ServerEvent.Happening;
import io.chatroom.client.ServerEvent.Help;
import io.chatroom.client.ServerEvent.Joined;
import io.chatroom.client.ServerEvent.Left;
import io.chatroom.client.ServerEvent.Members;
import io.chatroom.client.ServerEvent.Notice;
import io.chatroom.client.ServerEvent.Prompt;
import io.chatroom.client.ServerEvent.Refused;
import io.chatroom.client.ServerEvent.Renamed;
import io.chatroom.client.ServerEvent.Said;
import io.chatroom.client.ServerEvent.Text;
import io.chatroom.client.ServerEvent.Told;
import io.chatroom.client.ServerEvent.Usage;
import io.chatroom.client.ServerEvent.Welcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses the lines of the JSON mode (docs/json-mode.md).
 */
final class EventReader {

	private static final JsonFactory JSON = new JsonFactory();

	private final Map<?, ?> keys;

	private EventReader(Map<?, ?> keys) {
		this.keys = keys;
	}

	/**
	 * Parses one line.
	 * @return the event, null if the event is unknown, or a {@link Text} if the line is
	 * not a JSON object
	 */
	static @Nullable ServerEvent read(String line) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
			if (parser.nextToken() != JsonToken.START_OBJECT || !(value(parser) instanceof Map<?, ?> keys)
					|| parser.nextToken() != null) {
				return new Text(SafeText.of(line));
			}
			return new EventReader(keys).event();
		}
		catch (JacksonException ex) {
			return new Text(SafeText.of(line));
		}
		catch (Unknown ex) {
			return null;
		}
	}

	private static Object value(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> {
				Map<String, Object> object = new HashMap<>();
				for (String key = parser.nextName(); key != null; key = parser.nextName()) {
					parser.nextToken();
					object.put(key, value(parser));
				}
				yield object;
			}
			case START_ARRAY -> {
				List<Object> array = new ArrayList<>();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					array.add(value(parser));
				}
				yield array;
			}
			case VALUE_NUMBER_INT -> parser.getLongValue();
			case VALUE_TRUE -> true;
			default -> SafeText.of(parser.getString());
		};
	}

	private @Nullable ServerEvent event() {
		ServerEvent event = switch (text("event")) {
			case "said" -> new Said(number("seq"), at(), text("from"), text("text"));
			case "emoted" -> new Emoted(number("seq"), at(), text("from"), text("text"));
			case "joined" -> new Joined(number("seq"), at(), text("name"),
					this.keys.containsKey("address") ? text("address") : null);
			case "left" -> new Left(number("seq"), at(), text("name"));
			case "renamed" -> new Renamed(number("seq"), at(), text("from"), text("to"));
			case "told" -> new Told(at(), text("from"), text("to"), text("text"), false);
			case "prompt" -> new Prompt(text("epoch"), number("seq"), text("text"));
			case "welcome" -> new Welcome(text("epoch"), number("seq"), text("name"), number("members"));
			case "refused" ->
				new Refused(text("code"), text("text"), this.keys.containsKey("first") ? number("first") : 0);
			case "notice" -> this.keys.containsKey("seq") ? new Announced(number("seq"), at(), text("text"))
					: new Notice(text("text"));
			case "members" -> new Members(list("names").stream().map(Object::toString).toList(),
					this.keys.containsKey("more") ? number("more") : 0);
			case "help" -> new Help(list("commands").stream().map(EventReader::usage).toList());
			case "bye" -> new Bye(text("code"), text("text"));
			default -> null;
		};
		boolean replayed = this.keys.get("replayed") instanceof Boolean;
		return (replayed && event instanceof Happening happening) ? new Again(happening) : event;
	}

	private static Usage usage(Object command) {
		EventReader reader = new EventReader((command instanceof Map<?, ?> keys) ? keys : Map.of());
		return new Usage(reader.text("usage"), reader.text("purpose"));
	}

	private String text(String key) {
		return key(key, String.class);
	}

	private long number(String key) {
		return key(key, Long.class);
	}

	private List<?> list(String key) {
		return key(key, List.class);
	}

	private <T> T key(String key, Class<T> type) {
		Object value = this.keys.get(key);
		if (!type.isInstance(value)) {
			throw new Unknown(key, null);
		}
		return type.cast(value);
	}

	private Instant at() {
		String at = text("at");
		if (at.startsWith("+") || at.startsWith("-")) {
			// a year of more than four digits may be out of range in the user's time zone
			throw new Unknown("at", null);
		}
		try {
			return Instant.parse(at);
		}
		catch (DateTimeException ex) {
			throw new Unknown("at", ex);
		}
	}

	/** A key is missing or has a value of the wrong type. */
	private static final class Unknown extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Unknown(String key, @Nullable Exception cause) {
			super(key, cause);
		}

	}

}
