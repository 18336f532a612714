package io.chatroom.client.load.resume;

import java.util.Locale;
import java.util.OptionalLong;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Said;

/**
 * The names and the lines of one run. The names are new in each run, so that lines of
 * earlier runs are told apart. A line is its number and a filler.
 *
 * @param run the beginning of all names
 * @param size the length of a line
 */
record NumberedLines(String run, int size) {

	private static final int DIGITS = 10;

	String name(int client) {
		return this.run + "-" + client;
	}

	String line(long number) {
		return String.format(Locale.ROOT, "%010d", number) + "x".repeat(this.size - DIGITS);
	}

	/** The number of a line of this run; empty for other events. */
	OptionalLong number(RoomEvent event) {
		if (!(event instanceof Said said) || !said.from().startsWith(this.run + "-") || said.text().length() < DIGITS) {
			return OptionalLong.empty();
		}
		return OptionalLong.of(Long.parseLong(said.text(), 0, DIGITS, 10));
	}

}
