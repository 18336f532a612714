package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

import io.chatroom.tcp.BroadcastLog.Range;
import io.chatroom.tcp.Outbox.Progress;
import io.chatroom.tcp.line.Lines;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of what one connection is to be sent. Owned by its writer once it is begun.
 */
sealed interface OutboxPart {

	boolean isDone();

	/**
	 * Writes as much as the channel takes.
	 * @return {@link Progress#DRAINED} when all that there is now was written
	 */
	Progress writeTo(WritableByteChannel channel, Batch batch) throws IOException;

	/**
	 * Returns what is left of the line that was begun.
	 */
	@Nullable OutboxPart restOfLine();

	/**
	 * A line for this connection alone.
	 */
	final class Own implements OutboxPart {

		/**
		 * What it costs beside its bytes, so that many short ones count for what they
		 * take.
		 */
		private static final int OVERHEAD_BYTES = 64;

		private final byte[] line;

		private int offset;

		private int limit;

		Own(byte[] line) {
			this.line = line;
			this.limit = line.length;
		}

		@Override
		public boolean isDone() {
			return this.offset == this.limit;
		}

		@Override
		public Progress writeTo(WritableByteChannel channel, Batch batch) throws IOException {
			this.offset += batch.write(this.line, this.offset, this.limit - this.offset, channel);
			return isDone() ? Progress.DRAINED : Progress.BLOCKED;
		}

		@Override
		public @Nullable OutboxPart restOfLine() {
			this.limit = Lines.restOfLine(this.line, this.offset, this.limit);
			return isDone() ? null : this;
		}

		int size() {
			return this.line.length + OVERHEAD_BYTES;
		}

	}

	/**
	 * A range of a broadcast log.
	 */
	record Heard(BroadcastLog log, Range range) implements OutboxPart {

		@Override
		public boolean isDone() {
			return this.range.isDone();
		}

		@Override
		public Progress writeTo(WritableByteChannel channel, Batch batch) throws IOException {
			int count = this.range.available();
			while (count > 0) {
				int written = batch.write(this.range.bytes(), this.range.offset(), count, channel);
				this.range.skip(written);
				if (written < count) {
					return Progress.BLOCKED;
				}
				count = this.range.available();
			}
			return Progress.DRAINED;
		}

		@Override
		public @Nullable OutboxPart restOfLine() {
			// a copy, so that the log is let go; and first, since it may move the range
			// on
			int available = this.range.available();
			int offset = this.range.offset();
			int end = Lines.restOfLine(this.range.bytes(), offset, offset + available);
			return (end > offset) ? new Own(Arrays.copyOfRange(this.range.bytes(), offset, end)) : null;
		}

	}

	/**
	 * The end: nothing follows.
	 */
	enum End implements OutboxPart {

		HERE;

		@Override
		public boolean isDone() {
			return false;
		}

		@Override
		public Progress writeTo(WritableByteChannel channel, Batch batch) {
			return Progress.FINISHED;
		}

		@Override
		public OutboxPart restOfLine() {
			return this;
		}

	}

}
