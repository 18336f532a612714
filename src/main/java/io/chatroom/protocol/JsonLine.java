package io.chatroom.protocol;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes one JSON object on one line, key by key. Whatever a text holds, the result is
 * one line, and can be encoded as UTF-8. Used by one thread.
 */
final class JsonLine {

	private static final JsonFactory JSON = JsonFactory.builder()
		.characterEscapes(new LineEnds())
		.disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
		.build();

	private final StringWriter line = new StringWriter(128);

	private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), this.line);

	private JsonLine() {
		this.json.writeStartObject();
	}

	/**
	 * Begins an event.
	 */
	static JsonLine event(String event) {
		return new JsonLine().with("event", event);
	}

	/**
	 * Returns the name of a constant as programs see it: {@code too-old} for
	 * {@code TOO_OLD}.
	 */
	static String code(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	JsonLine with(String key, String text) {
		this.json.writeStringProperty(key, paired(text));
		return this;
	}

	JsonLine with(String key, long number) {
		this.json.writeNumberProperty(key, number);
		return this;
	}

	JsonLine with(String key, boolean value) {
		this.json.writeBooleanProperty(key, value);
		return this;
	}

	JsonLine with(String key, List<String> texts) {
		this.json.writeArrayPropertyStart(key);
		texts.forEach((text) -> this.json.writeString(paired(text)));
		this.json.writeEndArray();
		return this;
	}

	/**
	 * Writes an array of objects.
	 * @param write writes the keys of one
	 */
	<T> JsonLine with(String key, List<T> objects, BiConsumer<JsonLine, T> write) {
		this.json.writeArrayPropertyStart(key);
		for (T object : objects) {
			this.json.writeStartObject();
			write.accept(this, object);
			this.json.writeEndObject();
		}
		this.json.writeEndArray();
		return this;
	}

	/**
	 * Ends the object.
	 */
	String end() {
		this.json.writeEndObject();
		this.json.close();
		return this.line.toString();
	}

	/**
	 * Replaces each half of a surrogate pair. UTF-8 cannot encode it, and many readers of
	 * JSON refuse it.
	 */
	private static String paired(String text) {
		if (text.chars().noneMatch((unit) -> Character.isSurrogate((char) unit))) {
			return text;
		}
		return text.codePoints()
			.map((codePoint) -> (Character.getType(codePoint) == Character.SURROGATE) ? 0xfffd : codePoint)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Escapes all controls and line separators, since each ends a line for some reader.
	 */
	private static final class LineEnds extends CharacterEscapes {

		private static final long serialVersionUID = 1L;

		@Override
		public int[] getEscapeCodesForAscii() {
			int[] codes = IntStream.range(0, 128).map((i) -> Character.isISOControl(i) ? ESCAPE_STANDARD : 0).toArray();
			codes['"'] = '"';
			codes['\\'] = '\\';
			return codes;
		}

		@Override
		public @Nullable SerializableString getEscapeSequence(int character) {
			boolean endsLine = Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
			return endsLine ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character)) : null;
		}

	}

}
