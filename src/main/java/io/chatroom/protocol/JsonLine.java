package io.chatroom.protocol;

import java.util.Collection;
import java.util.Locale;

/**
 * Writes one JSON object on one line (RFC 8259), key by key. Whatever is in a text, the
 * line is one line, and can be said in UTF-8. Used by one thread.
 */
public final class JsonLine {

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private final StringBuilder json = new StringBuilder(128).append('{');

	/**
	 * Begins an object that says what it is.
	 */
	public static JsonLine event(String event) {
		return new JsonLine().with("event", event);
	}

	/**
	 * Returns a constant's name as programs see it: {@code too-old} for {@code TOO_OLD}.
	 */
	public static String code(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	public JsonLine with(String key, String text) {
		key(key).quote(text);
		return this;
	}

	public JsonLine with(String key, long number) {
		key(key).json.append(number);
		return this;
	}

	public JsonLine with(String key, boolean truth) {
		key(key).json.append(truth);
		return this;
	}

	/**
	 * Adds an array.
	 * @param items objects that are written as they are, and others as their text
	 */
	public JsonLine with(String key, Collection<?> items) {
		key(key).json.append('[');
		String separator = "";
		for (Object item : items) {
			this.json.append(separator);
			if (item instanceof JsonLine) {
				this.json.append(item);
			}
			else {
				quote(item.toString());
			}
			separator = ",";
		}
		this.json.append(']');
		return this;
	}

	private JsonLine key(String key) {
		if (this.json.length() > 1) {
			this.json.append(',');
		}
		quote(key);
		this.json.append(':');
		return this;
	}

	private void quote(String text) {
		this.json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				this.json.append('\\').append(character);
			}
			else if (endsLineForSome(character)) {
				escape(character);
			}
			else if (Character.isSurrogate(character) && !isOfPair(text, i)) {
				// neither UTF-8 nor many readers of JSON have it
				this.json.append('\ufffd');
			}
			else {
				this.json.append(character);
			}
		}
		this.json.append('"');
	}

	private static boolean endsLineForSome(char character) {
		return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
	}

	private static boolean isOfPair(String text, int index) {
		return Character.isHighSurrogate(text.charAt(index))
				? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
				: index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
	}

	private void escape(char character) {
		this.json.append("\\u");
		for (int shift = 12; shift >= 0; shift -= 4) {
			this.json.append(HEX[character >> shift & 0xf]);
		}
	}

	@Override
	public String toString() {
		return this.json + "}";
	}

}
