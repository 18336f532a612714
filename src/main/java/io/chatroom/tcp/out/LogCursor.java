package io.chatroom.tcp.out;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A position in a log, from which one lane writes. Used on the writer's thread, except
 * {@link #position()}.
 */
final class LogCursor {

	private Log.@Nullable Segment segment;

	/** Position of the next byte. Set by the writer; other threads may see it late. */
	private final AtomicLong position = new AtomicLong();

	/**
	 * Returns the position of the next byte. Any thread; on others than the writer's a
	 * little late.
	 */
	long position() {
		return this.position.getOpaque();
	}

	/**
	 * Goes to a position.
	 * @param segment the segment that has it, or null without a log
	 */
	void move(Log.@Nullable Segment segment, long position) {
		this.segment = segment;
		this.position.setOpaque(position);
	}

	/**
	 * Lets go of the log, so that it can become garbage.
	 */
	void release() {
		this.segment = null;
	}

	/**
	 * Writes up to a position, as far as the transport takes it.
	 * @param goal a position up to the log's head
	 * @return false when the transport is full
	 */
	boolean write(long goal, Batch batch, Transport transport) throws IOException {
		Log.Segment from = this.segment;
		long next = this.position.getPlain();
		while (next < goal && from != null) {
			int offset = (int) (next - from.start);
			int limit = from.limit;
			if (offset == limit) {
				// the goal is behind this segment, so it has a next one
				from = from.next;
				this.segment = from;
				continue;
			}
			int count = (int) Math.min(limit - offset, goal - next);
			int written = batch.write(from.bytes, offset, count, transport);
			next += written;
			this.position.setOpaque(next);
			if (written < count) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns the rest of a line that is half written.
	 * @return a copy, so that the log can become garbage; empty when a line begins here
	 */
	byte[] restOfLine() {
		Log.Segment from = this.segment;
		if (from == null) {
			return new byte[0];
		}
		int offset = (int) (this.position.getPlain() - from.start);
		return Arrays.copyOfRange(from.bytes, offset, Lines.restOfLine(from.bytes, offset, from.limit));
	}

}
