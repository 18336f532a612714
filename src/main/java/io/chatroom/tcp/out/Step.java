package io.chatroom.tcp.out;

import org.jspecify.annotations.Nullable;

/**
 * What is queued for a peer, besides the lines of the log that it follows. Each step has
 * its position in that log: the lines before it come first, those behind it afterwards.
 */
sealed interface Step {

	/**
	 * The position of the step, at the end of a line; 0 while no log is followed.
	 */
	long position();

	/**
	 * A line for this peer alone.
	 *
	 * @param line the line's bytes with its line end; never changed
	 */
	@SuppressWarnings("ArrayRecordComponent") // compared by nobody
	record Say(long position, byte[] line) implements Step {

		/** Added to the length, so that many short lines count for what they take. */
		private static final int OVERHEAD_BYTES = 64;

		int size() {
			return this.line.length + OVERHEAD_BYTES;
		}

	}

	/**
	 * From here on, the lines of another log.
	 *
	 * @param before the log before, or null for none
	 * @param log the log, or null for none
	 * @param from its segment that has the first of these lines
	 * @param start the position of that line
	 */
	record Follow(long position, @Nullable Log before, @Nullable Log log, Log.@Nullable Segment from,
			long start) implements Step {

		static Follow at(long position, @Nullable Log before, @Nullable Log log) {
			return (log != null) ? new Follow(position, before, log, log.tail(), log.head())
					: new Follow(position, before, null, null, 0);
		}

	}

	/**
	 * The end: nothing follows.
	 */
	record Stop(long position) implements Step {
	}

}
