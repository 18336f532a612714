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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A parsed JSON object. Each access throws an {@link UnknownException} if the key is
 * missing, or has a value of another type. Immutable.
 */
final class JsonObject {

	private static final JsonFactory JSON = new JsonFactory();

	private final Map<?, ?> keys;

	private JsonObject(Map<?, ?> keys) {
		this.keys = keys;
	}

	/**
	 * Parses one line. Texts are returned as {@link SafeText}.
	 * @throws ParseException if the line is not a JSON object
	 */
	static JsonObject parse(String line) throws ParseException {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
			if (parser.nextToken() != JsonToken.START_OBJECT || !(value(parser) instanceof Map<?, ?> keys)
					|| parser.nextToken() != null) {
				throw new ParseException(line, 0);
			}
			return new JsonObject(keys);
		}
		catch (JacksonException ex) {
			throw (ParseException) new ParseException(line, 0).initCause(ex);
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

	/**
	 * Returns the objects of an array. What is no object counts as an empty one.
	 */
	Stream<JsonObject> objects(String key) {
		return list(key).stream().map((object) -> new JsonObject((object instanceof Map<?, ?> keys) ? keys : Map.of()));
	}

	List<String> texts(String key) {
		return list(key).stream().map(Object::toString).toList();
	}

	boolean has(String key) {
		return this.keys.containsKey(key);
	}

	String text(String key) {
		return key(key, String.class);
	}

	/**
	 * Returns a text, or another one if there is no such key.
	 */
	String text(String key, String otherwise) {
		return has(key) ? text(key) : otherwise;
	}

	/**
	 * Returns a text, or null if there is no such key.
	 */
	@Nullable String optionalText(String key) {
		return has(key) ? text(key) : null;
	}

	boolean flag(String key) {
		return key(key, Boolean.class);
	}

	/**
	 * Returns the constant that has the text of a key as its code.
	 */
	<E extends Enum<E>> E constant(String key, Class<E> type) {
		String code = text(key);
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> JsonLine.code(constant).equals(code))
			.findFirst()
			.orElseThrow(() -> new UnknownException(key, null));
	}

	long number(String key) {
		return key(key, Long.class);
	}

	/**
	 * Returns a number, or another one if there is no such key.
	 */
	long number(String key, long otherwise) {
		return has(key) ? number(key) : otherwise;
	}

	private List<?> list(String key) {
		return key(key, List.class);
	}

	private <T> T key(String key, Class<T> type) {
		Object value = this.keys.get(key);
		if (!type.isInstance(value)) {
			throw new UnknownException(key, null);
		}
		return type.cast(value);
	}

	/**
	 * Returns a time, or null if there is no such key.
	 */
	@Nullable Instant optionalTime(String key) {
		return has(key) ? time(key) : null;
	}

	Instant time(String key) {
		String at = text(key);
		if (at.startsWith("+") || at.startsWith("-")) {
			// a year of more than four digits may be out of range in the user's time zone
			throw new UnknownException(key, null);
		}
		try {
			return Instant.parse(at);
		}
		catch (DateTimeException ex) {
			throw new UnknownException(key, ex);
		}
	}

	/** A key is missing or has a value of the wrong type. */
	static final class UnknownException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UnknownException(String key, @Nullable Exception cause) {
			super(key, cause);
		}

	}

}
