package io.chatroom.tcp.out;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The lines of one room in one format, each kept once however many receive it. Peers hold
 * a position in it; what all have passed is garbage. Its head is always the end of a
 * line. One thread at a time appends, since its room's lock is held; any thread reads.
 */
public final class Log {

	/** Small at first, since most rooms are small. */
	private static final int FIRST_SEGMENT_BYTES = 1024;

	private static final int LARGEST_SEGMENT_BYTES = 64 * 1024;

	/** The lanes that follow this log, one group for each writer. */
	private final List<LaneGroup> groups;

	private volatile Segment tail = new Segment(0, FIRST_SEGMENT_BYTES);

	private volatile long lines;

	/**
	 * Creates an empty log.
	 * @param writers the writers of the lanes that may follow it
	 */
	Log(List<Writer> writers) {
		this.groups = writers.stream().map((writer) -> new LaneGroup(this, writer)).toList();
	}

	/**
	 * Adds lines at the end, for all that follow this log.
	 * @param bytes the bytes of the lines with their line ends
	 * @param number how many lines these are
	 * @param delivery ends when the writers have written them
	 */
	public void append(byte[] bytes, int number, Delivery delivery) {
		Segment segment = this.tail;
		int limit = segment.limit;
		if (bytes.length > segment.bytes.length - limit) {
			int size = Math.min(2 * segment.bytes.length, LARGEST_SEGMENT_BYTES);
			Segment next = new Segment(segment.start + limit, Math.max(size, bytes.length));
			segment.next = next;
			this.tail = next;
			segment = next;
			limit = 0;
		}
		System.arraycopy(bytes, 0, segment.bytes, limit, bytes.length);
		segment.limit = limit + bytes.length;
		long count = this.lines;
		this.lines = count + number;
		for (LaneGroup group : this.groups) {
			group.appended(bytes.length, delivery);
		}
	}

	/**
	 * Returns how many bytes have been appended in all.
	 * @return the position behind the last line, in bytes from the start
	 */
	long head() {
		Segment segment = this.tail;
		return segment.start + segment.limit;
	}

	/**
	 * Returns how many lines have been appended in all.
	 */
	long lines() {
		return this.lines;
	}

	/**
	 * Returns the last segment. A position at or behind its start is in it or in one that
	 * follows it.
	 */
	Segment tail() {
		return this.tail;
	}

	/**
	 * Returns the lanes of a writer that follow this log.
	 */
	LaneGroup group(Writer writer) {
		for (LaneGroup group : this.groups) {
			if (group.isOf(writer)) {
				return group;
			}
		}
		throw new IllegalArgumentException("A writer of another fan-out");
	}

	/**
	 * A stretch of the log. Once {@code next} is set, {@code limit} is final.
	 */
	static final class Segment {

		final long start;

		final byte[] bytes;

		volatile int limit;

		volatile @Nullable Segment next;

		Segment(long start, int capacity) {
			this.start = start;
			this.bytes = new byte[capacity];
		}

	}

}
