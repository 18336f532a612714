package io.chatroom.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What happened in the room, numbered from 1 without gaps, of which the last is kept.
 * Guarded by the room's lock.
 */
public final class History {

	private final String room;

	private final int maxEvents;

	private final long maxBytes;

	private final Deque<Stamped> kept = new ArrayDeque<>();

	private long keptBytes;

	private long seq;

	/**
	 * Creates an empty one.
	 * @param room a word that no other history has, so that nobody takes its numbers for
	 * another's
	 * @param maxEvents how many events it keeps at most
	 * @param maxBytes how much memory it takes at most, about
	 */
	public History(String room, int maxEvents, long maxBytes) {
		this.room = room;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
	}

	Stamped add(long at, RoomEvent event) {
		Stamped stamped = new Stamped(++this.seq, at, event);
		this.kept.addLast(stamped);
		this.keptBytes += stamped.bytes();
		while (this.kept.size() > this.maxEvents || this.keptBytes > this.maxBytes) {
			this.keptBytes -= this.kept.removeFirst().bytes();
		}
		return stamped;
	}

	String room() {
		return this.room;
	}

	/**
	 * Returns the number of the last event, 0 when nothing has happened.
	 */
	long last() {
		return this.seq;
	}

	/**
	 * Returns the number of the first event that is kept, or of the next when none is.
	 */
	long first() {
		return this.seq - this.kept.size() + 1;
	}

	/**
	 * Returns what is kept of the events behind one number, up to another.
	 */
	List<Stamped> between(long after, long until) {
		return this.kept.stream().filter((event) -> event.seq() > after && event.seq() <= until).toList();
	}

	/**
	 * Returns the last events that are lines or actions, in their order.
	 */
	List<Stamped> spoken(int count) {
		List<Stamped> spoken = this.kept.stream().filter(Stamped::isSpoken).toList();
		return spoken.subList(Math.max(0, spoken.size() - count), spoken.size());
	}

}
