package io.chatroom.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A line of the chat, as far as the web server looks into it.
 *
 * @param kind the kind of the event
 * @param seq its number in the room, or null when it has none
 * @param code its code, or null when it has none
 * @param json the line itself
 */
record ChatEvent(String kind, @Nullable Long seq, @Nullable String code, String json) {

	/** Keys have a fixed order, and no text before these can have a quote. */
	private static final Pattern FORM = Pattern.compile("\\{\"event\":\"([a-z-]+)\""
			+ "(?:,\"room\":\"[^\"]*\",(?:\"epoch\":\"[^\"]*\",)?\"seq\":(\\d+)|,\"code\":\"([a-z0-9-]+)\")?.*");

	private static final Pattern EPOCH = Pattern
		.compile("\\{\"event\":\"prompt\",\"room\":\"[^\"]*\",\"epoch\":\"([^\"]*)\".*");

	/**
	 * Parses a line.
	 * @return null when it is no event: the chat has rejected the connection
	 */
	static @Nullable ChatEvent of(String line) {
		Matcher form = FORM.matcher(line);
		return form.matches() ? new ChatEvent(form.group(1),
				(form.group(2) != null) ? Long.valueOf(form.group(2)) : null, form.group(3), line) : null;
	}

	boolean is(String kind) {
		return this.kind.equals(kind);
	}

	/**
	 * Returns the epoch of a prompt.
	 */
	String epoch() {
		Matcher form = EPOCH.matcher(this.json);
		return form.matches() ? form.group(1) : "";
	}

	/**
	 * Returns the status of HTTP that means the same as a refusal or the end.
	 */
	int status() {
		return switch (String.valueOf(this.code)) {
			case "muted", "banned", "may-not-enter", "may-not-make" -> 403;
			case "taken" -> 409;
			case "too-old", "too-new", "other-room" -> 410;
			case "too-long", "not-utf8", "room-malformed" -> 400;
			case "kicked" -> 401;
			default -> 503;
		};
	}

}
