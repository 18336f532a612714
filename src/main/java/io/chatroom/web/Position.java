package io.chatroom.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chatroom.protocol.Command.Resume;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event in a stream: the epoch of its room, and its number.
 */
final class Position {

	private static final Pattern FORM = Pattern.compile("([A-Za-z0-9-]{1,64}):([0-9]{1,18})");

	private Position() {
	}

	static String of(String epoch, long seq) {
		return epoch + ":" + seq;
	}

	/**
	 * Parses an id.
	 * @return null if it is none
	 */
	static @Nullable Resume read(String id) {
		Matcher form = FORM.matcher(id.strip());
		return form.matches() ? new Resume(Long.parseLong(form.group(2)), form.group(1)) : null;
	}

}
