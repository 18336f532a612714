package io.chatroom.chat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.Stamped;

/**
 * What happened in the room, numbered from 1 without gaps, of which the last is kept.
 * Guarded by the room's lock.
 */
public final class History {

	private final String epoch;

	private final int maxEvents;

	private final long maxBytes;

	private final Deque<KeptEvent> kept = new ArrayDeque<>();

	private long keptBytes;

	private long seq;

	/**
	 * Creates an empty one.
	 * @param epoch a word that no other history has, so that nobody takes its numbers for
	 * another's
	 * @param maxEvents how many events it keeps at most
	 * @param maxBytes how much memory it takes at most, about
	 */
	public History(String epoch, int maxEvents, long maxBytes) {
		this.epoch = epoch;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
	}

	KeptEvent add(Instant at, RoomEvent event) {
		KeptEvent added = new KeptEvent(new Stamped(++this.seq, at, event));
		this.kept.addLast(added);
		this.keptBytes += added.bytes();
		while (this.kept.size() > this.maxEvents || this.keptBytes > this.maxBytes) {
			this.keptBytes -= this.kept.removeFirst().bytes();
		}
		return added;
	}

	String epoch() {
		return this.epoch;
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
	List<KeptEvent> between(long after, long until) {
		return this.kept.stream().filter((event) -> event.seq() > after && event.seq() <= until).toList();
	}

	/**
	 * Returns the last events that are lines or actions, in their order.
	 */
	List<KeptEvent> spoken(int count) {
		List<KeptEvent> spoken = this.kept.stream().filter(KeptEvent::isSpoken).toList();
		return spoken.subList(Math.max(0, spoken.size() - count), spoken.size());
	}

}
