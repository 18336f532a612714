package io.chatroom.client.load.resume;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Said;

/**
 * What happened in one room, under one numbering, as all clients together saw it: for
 * each number a fingerprint of the event, 8 bytes. Safe for any thread.
 */
final class Ledger {

	private static final int CHUNK = 1 << 12;

	private final String room;

	private final String epoch;

	private final NumberedLines lines;

	private final Faults faults;

	@GuardedBy("this")
	private final Map<Long, long[]> chunks = new HashMap<>();

	@GuardedBy("this")
	private final Map<String, BitSet> said = new HashMap<>();

	@GuardedBy("this")
	private final Map<String, BitSet> confirmed = new HashMap<>();

	@GuardedBy("this")
	private long first = Long.MAX_VALUE;

	@GuardedBy("this")
	private long head;

	Ledger(String room, String epoch, NumberedLines lines, Faults faults) {
		this.room = room;
		this.epoch = epoch;
		this.lines = lines;
		this.faults = faults;
	}

	String room() {
		return this.room;
	}

	String epoch() {
		return this.epoch;
	}

	/** The lowest number that any client saw. */
	synchronized long first() {
		return this.first;
	}

	/** The highest number that any client saw. */
	synchronized long head() {
		return this.head;
	}

	/** Records that a number exists, whose event is not known. */
	synchronized void saw(long seq) {
		this.first = Math.min(this.first, seq);
		this.head = Math.max(this.head, seq);
	}

	/** Records an event, or compares it with what others saw under its number. */
	synchronized void saw(long seq, RoomEvent event) {
		saw(seq);
		long[] chunk = this.chunks.computeIfAbsent(seq / CHUNK, (key) -> new long[CHUNK]);
		int index = (int) (seq % CHUNK);
		long fingerprint = fingerprint(event.toString());
		if (chunk[index] == 0) {
			chunk[index] = fingerprint;
			OptionalLong number = this.lines.number(event);
			if (number.isPresent() && event instanceof Said line) {
				said(line.from(), number.getAsLong(), seq);
			}
		}
		else if (chunk[index] != fingerprint) {
			this.faults.add(Fault.OTHER_TEXT, at(seq) + ": " + event);
		}
	}

	private synchronized void said(String from, long number, long seq) {
		BitSet all = this.said.computeIfAbsent(from, (key) -> new BitSet());
		if (all.get((int) number)) {
			this.faults.add(Fault.TWICE,
					String.format(Locale.ROOT, "line %d of %s, again at %s", number, from, at(seq)));
		}
		all.set((int) number);
	}

	/** Records that a line came back to its sender. */
	synchronized void confirmed(String from, long number) {
		this.confirmed.computeIfAbsent(from, (key) -> new BitSet()).set((int) number);
	}

	/** How many lines came back to their senders. */
	synchronized long confirmed() {
		return this.confirmed.values().stream().mapToLong(BitSet::cardinality).sum();
	}

	/** The lines of each sender that came back to it. */
	synchronized Map<String, BitSet> confirmedLines() {
		Map<String, BitSet> copy = new HashMap<>();
		this.confirmed.forEach((from, numbers) -> copy.put(from, (BitSet) numbers.clone()));
		return copy;
	}

	/** A number of this room, for a message. */
	String at(long seq) {
		return String.format(Locale.ROOT, "#%d of %s", seq, this.room);
	}

	private static long fingerprint(String text) {
		long hash = 1;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash + text.charAt(i) + 1) * 0x9E37_79B9_7F4A_7C15L;
			hash ^= hash >>> 32;
		}
		// 0 marks a number whose event is not known
		return (hash != 0) ? hash : 1;
	}

}
