package io.chatroom.tcp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The lines that all listeners hear, in one order: each is encoded and kept once, however
 * many hear it. Listeners hold a place in it, so that a line costs the sender the same
 * for one listener and for ten thousand; what everyone has passed is garbage. Any thread
 * may append or read.
 */
final class BroadcastLog {

	private static final int SEGMENT_BYTES = 64 * 1024;

	private volatile Segment tail = new Segment(0, SEGMENT_BYTES);

	private volatile long lines;

	/**
	 * Adds a line at the end.
	 * @param line the line's bytes with its line end
	 */
	synchronized void append(byte[] line) {
		Segment segment = this.tail;
		int limit = segment.limit;
		if (line.length > segment.bytes.length - limit) {
			Segment next = new Segment(segment.start + limit, Math.max(SEGMENT_BYTES, line.length));
			segment.next = next;
			this.tail = next;
			segment = next;
			limit = 0;
		}
		System.arraycopy(line, 0, segment.bytes, limit, line.length);
		segment.limit = limit + line.length;
		this.lines = this.lines + 1L;
	}

	/**
	 * Returns how many bytes have been appended in all: the place behind the last line.
	 * @return the place, in bytes from the start
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
	 * Returns all that will be appended from now on, until it is closed.
	 * @return a range with no bytes in it yet
	 */
	synchronized Range listen() {
		Segment segment = this.tail;
		return new Range(segment, segment.limit);
	}

	/**
	 * Ends a range behind the last line. No line comes meanwhile, so its writer cannot
	 * have gone beyond.
	 * @param range a range of this log that is open
	 */
	synchronized void close(Range range) {
		range.closeAt(head());
	}

	/**
	 * Ends a range behind the last line, and returns what follows: each line is in one of
	 * the two.
	 * @param range a range of this log that is open
	 * @return a range with no bytes in it yet
	 */
	synchronized Range split(Range range) {
		close(range);
		return listen();
	}

	/**
	 * A stretch of the log. Once {@code next} is set, {@code limit} stays as it is.
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

	/**
	 * What one listener has still to hear: from a place that its writer moves on, to a
	 * place that anybody may fix.
	 */
	static final class Range {

		private static final VarHandle PLACE = place(MethodHandles.lookup());

		/** Owned by the writer. */
		private Segment segment;

		/** Moved by the writer alone, and never to and fro. */
		private long place;

		private volatile long until = Long.MAX_VALUE;

		private Range(Segment segment, int offset) {
			this.segment = segment;
			this.place = segment.start + offset;
		}

		private static VarHandle place(MethodHandles.Lookup lookup) {
			try {
				return lookup.findVarHandle(Range.class, "place", long.class);
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		/**
		 * Ends the range.
		 * @param place a line's end, not before any byte that was there when the range
		 * was made
		 */
		void closeAt(long place) {
			this.until = place;
		}

		/**
		 * Returns the place of the next byte, or on another thread than the writer's one
		 * a little before it.
		 * @return the place, in bytes from the log's start
		 */
		long place() {
			return (long) PLACE.getOpaque(this);
		}

		/**
		 * Returns whether no byte will come any more.
		 * @return whether the range is closed and was read to its end
		 */
		boolean isDone() {
			return place() >= this.until;
		}

		/**
		 * Returns how many bytes are left of a range that is closed.
		 */
		long left() {
			return Math.max(0, this.until - place());
		}

		/**
		 * Returns how many bytes can be had now, from {@link #bytes()} at
		 * {@link #offset()}.
		 * @return a number of bytes, 0 when all that there is was read
		 */
		int available() {
			while (true) {
				// in this order: next before limit, so that the limit is final where
				// there is a next; limit before
				// until, so that a range that is closed meanwhile is not read beyond its
				// end
				Segment next = this.segment.next;
				int limit = this.segment.limit;
				if (offset() < limit || next == null) {
					return (int) (Math.min(this.segment.start + limit, this.until) - this.place);
				}
				// which begins at this place
				this.segment = next;
			}
		}

		byte[] bytes() {
			return this.segment.bytes;
		}

		int offset() {
			return (int) (this.place - this.segment.start);
		}

		void skip(int count) {
			PLACE.setOpaque(this, this.place + count);
		}

	}

}
