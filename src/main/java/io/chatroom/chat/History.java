package io.chatroom.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.Stamped;

/**
 * The latest entries of a room, limited in number and in memory. Guarded by the room's
 * lock.
 */
final class History {

	/** Bytes that an entry takes beside its text, as text and as JSON. */
	private static final int OVERHEAD_BYTES = 512;

	private final HistoryMemory memory;

	private final int maxEvents;

	private final long maxBytes;

	private final Deque<Entry> kept = new ArrayDeque<>();

	private long keptBytes;

	private long last;

	private long lastSpoken;

	/**
	 * Creates an empty one.
	 * @param memory what all rooms may take together
	 * @param maxEvents maximum number of entries
	 * @param maxBytes maximum memory in bytes, about
	 * @param last the number of the last entry before the first that is added
	 */
	History(HistoryMemory memory, int maxEvents, long maxBytes, long last) {
		this.memory = memory;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
		this.last = last;
	}

	void add(Entry entry) {
		this.last = entry.seq();
		if (isSpoken(entry.event())) {
			this.lastSpoken = entry.seq();
		}
		this.kept.addLast(entry);
		count(bytes(entry));
		while (this.kept.size() > this.maxEvents || this.keptBytes > this.maxBytes
				|| (!this.kept.isEmpty() && this.memory.isShort(this.keptBytes))) {
			count(-bytes(this.kept.removeFirst()));
		}
	}

	/**
	 * Keeps nothing any more.
	 */
	void clear() {
		this.kept.clear();
		count(-this.keptBytes);
	}

	private void count(long bytes) {
		this.keptBytes += bytes;
		this.memory.add(bytes);
	}

	/**
	 * Returns the number of the last entry, 0 when there was none.
	 */
	long last() {
		return this.last;
	}

	/**
	 * Returns the number of the last entry that {@code #history} would repeat, also when
	 * it is not kept any more; 0 when there was none.
	 */
	long lastSpoken() {
		return this.lastSpoken;
	}

	/**
	 * Returns the number of the first entry that is kept, or of the next when none is.
	 */
	long first() {
		return this.last - this.kept.size() + 1;
	}

	/**
	 * Returns whether all entries after a number are here.
	 */
	boolean reaches(long after) {
		return after >= first() - 1;
	}

	/**
	 * Returns the number until which another history has the same entries, as far as both
	 * reach back.
	 */
	long agreesUntil(History other) {
		Map<Long, Stamped> others = new HashMap<>();
		other.kept.forEach((entry) -> others.put(entry.seq(), entry.stamped()));
		long until = Math.min(this.last, other.last);
		Iterator<Entry> latestFirst = this.kept.descendingIterator();
		while (latestFirst.hasNext()) {
			Entry entry = latestFirst.next();
			Stamped there = others.get(entry.seq());
			if (entry.seq() == until && there != null) {
				if (there.equals(entry.stamped())) {
					return until;
				}
				until--;
			}
		}
		return until;
	}

	/**
	 * Returns what is kept of the entries after one number, up to another.
	 */
	List<Entry> between(long after, long until, Predicate<Entry> filter) {
		return this.kept.stream()
			.filter((entry) -> entry.seq() > after && entry.seq() <= until && filter.test(entry))
			.toList();
	}

	/**
	 * Returns the last entries that {@code #history} repeats, in their order.
	 */
	List<Entry> spoken(int count, Predicate<Entry> filter) {
		List<Entry> spoken = this.kept.stream()
			.filter((entry) -> isSpoken(entry.event()) && filter.test(entry))
			.toList();
		return spoken.subList(Math.max(0, spoken.size() - count), spoken.size());
	}

	/**
	 * Returns whether {@code #history} repeats an event.
	 */
	static boolean isSpoken(RoomEvent event) {
		return event instanceof Said || event instanceof Emoted || event instanceof Announced;
	}

	/**
	 * Returns about how many bytes of memory an entry takes, at most.
	 */
	static long bytes(Entry entry) {
		int length = switch (entry.event()) {
			case Said said -> said.text().length();
			case Emoted emoted -> emoted.text().length();
			case Announced announced -> announced.text().length();
			case TopicSet topic -> topic.text().length();
			default -> 0;
		};
		return OVERHEAD_BYTES + 2L * Character.BYTES * length;
	}

}
