package io.chatroom.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.protocol.Stamped;

/**
 * Combines joins, leaves and moves into one line, until another line is shown. That an
 * operator removed somebody is such a line: it says who did it, and why.
 */
final class JoinFold {

	private static final int MOST_NAMES = 5;

	private final Map<String, Passage> passages = new LinkedHashMap<>();

	/**
	 * Adds an event if it is a join, a leave or a move to another room.
	 * @return whether it was added
	 */
	boolean takes(ServerEvent event) {
		switch (event) {
			case Stamped stamped when stamped.event() instanceof Joined joined ->
				this.passages.merge(joined.name(), Passage.JOINED,
						(before, now) -> (before == Passage.LEFT || before == Passage.MOVED) ? Passage.BACK : now);
			case Stamped stamped when stamped.event() instanceof Left left -> goes(left.name(), Passage.LEFT);
			case Stamped stamped when stamped.event() instanceof Moved moved -> goes(moved.name(), Passage.MOVED);
			default -> {
				return false;
			}
		}
		return true;
	}

	private void goes(String name, Passage how) {
		this.passages.merge(name, how, (before, now) -> (before == Passage.JOINED) ? Passage.BRIEF : now);
	}

	boolean isEmpty() {
		return this.passages.isEmpty();
	}

	void clear() {
		this.passages.clear();
	}

	/**
	 * Returns the combined line.
	 */
	String text() {
		List<String> parts = new ArrayList<>();
		for (Passage passage : Passage.values()) {
			List<String> names = this.passages.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() == passage)
				.map(Map.Entry::getKey)
				.toList();
			if (!names.isEmpty()) {
				parts.add(listed(names) + " " + passage.words);
			}
		}
		return String.join("; ", parts) + ".";
	}

	private static String listed(List<String> names) {
		List<String> first = names.subList(0, Math.min(names.size(), MOST_NAMES));
		int others = names.size() - first.size();
		return String.join(", ", first) + ((others > 0) ? " and " + others + " more" : "");
	}

	/** What a member did since the last line was shown. */
	private enum Passage {

		JOINED("joined"), LEFT("left"), MOVED("went to another room"), BRIEF("came and went"),
		BACK("left and came back");

		private final String words;

		Passage(String words) {
			this.words = words;
		}

	}

}
