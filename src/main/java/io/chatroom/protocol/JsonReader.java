package io.chatroom.protocol;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.chatroom.protocol.Reply.Account;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.Deeds;
import io.chatroom.protocol.Reply.Entered;
import io.chatroom.protocol.Reply.Help;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.PasswordPrompt;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply.Rooms;
import io.chatroom.protocol.Reply.Sanctions;
import io.chatroom.protocol.Reply.SignedIn;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Reply.Usage;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses the lines of the JSON mode (docs/json-mode.md).
 */
public final class JsonReader {

	private static final JsonFactory JSON = new JsonFactory();

	private final Map<?, ?> keys;

	private JsonReader(Map<?, ?> keys) {
		this.keys = keys;
	}

	/**
	 * Parses one line. Texts are returned as {@link SafeText}.
	 * @return the event, null if the event is unknown
	 * @throws ParseException if the line is not a JSON object
	 */
	public static @Nullable ServerEvent read(String line) throws ParseException {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
			if (parser.nextToken() != JsonToken.START_OBJECT || !(value(parser) instanceof Map<?, ?> keys)
					|| parser.nextToken() != null) {
				throw new ParseException(line, 0);
			}
			return new JsonReader(keys).event();
		}
		catch (JacksonException ex) {
			throw (ParseException) new ParseException(line, 0).initCause(ex);
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
			case VALUE_FALSE -> false;
			default -> SafeText.of(parser.getString());
		};
	}

	private @Nullable ServerEvent event() {
		String event = text("event");
		RoomEvent inRoom = switch (event) {
			case "said" -> new Said(text("from"), text("text"));
			case "emoted" -> new Emoted(text("from"), text("text"));
			case "joined" ->
				new Joined(text("name"), has("address") ? text("address") : null, has("moved") ? text("room") : null);
			case "moved" -> new Moved(text("name"), text("to"));
			case "topic" -> new TopicSet(text("from"), text("text"));
			case "removed" -> new Removed(text("name"), text("by"), has("reason") ? text("reason") : "");
			case "left" -> new Left(text("name"));
			case "renamed" -> new Renamed(text("from"), text("to"));
			case "notice" -> has("seq") ? new Announced(text("text")) : null;
			default -> null;
		};
		if (inRoom == null) {
			return reply(event);
		}
		Stamped stamped = new Stamped(text("room"), number("seq"), at(), inRoom);
		return has("replayed") ? new Replayed(stamped) : stamped;
	}

	private @Nullable Reply reply(String event) {
		return switch (event) {
			case "told" -> new Told(at(), text("from"), text("to"), text("text"), false);
			case "prompt" -> new Prompt(text("room"), text("epoch"), number("seq"), text("text"));
			case "welcome" -> new Welcome(text("room"), text("epoch"), number("seq"), text("name"), number("members"));
			case "entered" -> new Entered(text("room"), text("epoch"), number("seq"), number("members"), texts("names"),
					text("topic"));
			case "refused" -> new Refused(text("code"), text("text"), has("first") ? number("first") : null);
			case "notice" -> new Notice(text("text"));
			case "members" ->
				new Members(has("room") ? text("room") : null, texts("names"), has("more") ? number("more") : 0);
			case "rooms" -> new Rooms(objects("rooms").map(JsonReader::room).toList());
			case "help" -> new Help(objects("commands").map(JsonReader::usage).toList());
			case "password" -> new PasswordPrompt(text("name"), text("text"));
			case "signed-in" -> new SignedIn(text("account"), flag("operator"), text("text"));
			case "account" -> new Account(text("account"), flag("operator"), time("made"),
					has("signed-in") ? new SignIn(time("signed-in"), text("address")) : null);
			case "bans" -> new Sanctions(objects("bans").map(JsonReader::sanction).toList());
			case "log" -> new Deeds(objects("log").map(JsonReader::deed).toList());
			case "log-away" -> new LogAway();
			case "log-back" -> new LogBack();
			case "renewed" -> new Renewed(text("room"), text("epoch"), number("seq"));
			case "bye" -> new Bye(text("code"), text("text"));
			default -> null;
		};
	}

	private static Usage usage(JsonReader command) {
		return new Usage(command.text("usage"), command.text("purpose"));
	}

	private static Sanction sanction(JsonReader sanction) {
		return new Sanction(sanction.constant("kind", Sanction.Kind.class), sanction.text("subject"),
				sanction.has("until") ? sanction.time("until") : null,
				sanction.has("reason") ? sanction.text("reason") : "", sanction.text("by"), sanction.at());
	}

	private static Deed deed(JsonReader deed) {
		return new Deed(deed.at(), deed.text("by"), deed.constant("action", Deed.Action.class), deed.text("subject"),
				deed.has("until") ? deed.time("until") : null, deed.has("reason") ? deed.text("reason") : "");
	}

	private static RoomLine room(JsonReader room) {
		boolean spoken = room.has("last");
		return new RoomLine(room.text("name"), room.number("members"), room.text("topic"),
				spoken ? room.text("epoch") : "", spoken ? room.number("last") : 0);
	}

	private Stream<JsonReader> objects(String key) {
		return list(key).stream().map((object) -> new JsonReader((object instanceof Map<?, ?> keys) ? keys : Map.of()));
	}

	private List<String> texts(String key) {
		return list(key).stream().map(Object::toString).toList();
	}

	private boolean has(String key) {
		return this.keys.containsKey(key);
	}

	private String text(String key) {
		return key(key, String.class);
	}

	private boolean flag(String key) {
		return key(key, Boolean.class);
	}

	private <E extends Enum<E>> E constant(String key, Class<E> type) {
		String code = text(key);
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> JsonLine.code(constant).equals(code))
			.findFirst()
			.orElseThrow(() -> new Unknown(key, null));
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
		return time("at");
	}

	private Instant time(String key) {
		String at = text(key);
		if (at.startsWith("+") || at.startsWith("-")) {
			// a year of more than four digits may be out of range in the user's time zone
			throw new Unknown(key, null);
		}
		try {
			return Instant.parse(at);
		}
		catch (DateTimeException ex) {
			throw new Unknown(key, ex);
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
