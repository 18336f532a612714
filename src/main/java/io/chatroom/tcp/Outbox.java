package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;

import io.chatroom.tcp.BroadcastLog.Range;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has still to be sent, in order: lines of its own, and stretches of
 * the broadcast log. Any thread may add to it, under its small lock; one
 * {@link OutboxWriter} takes from it. Adding never blocks and never writes.
 */
final class Outbox {

	/**
	 * What an own line costs beside its bytes, so that many short ones count for what
	 * they take.
	 */
	private static final int PART_BYTES = 64;

	/** How many parts are written before others have their turn. */
	private static final int PARTS_IN_TURN = 64;

	/** What it listens to, now or later. Guarded by this. */
	private BroadcastLog log;

	/** Parts that the writer has not begun. Guarded by this. */
	private final Queue<Part> parts = new ArrayDeque<>(2);

	/**
	 * The part at the end that is still growing, when the connection listens. Guarded by
	 * this.
	 */
	private @Nullable Range live;

	/** Guarded by this. */
	private boolean ended;

	/** Of own lines that were not wholly written. Guarded by this. */
	private long ownBytes;

	/** The part that is being written. Owned by the writer. */
	private @Nullable Part current;

	Outbox(BroadcastLog log) {
		this.log = log;
	}

	/**
	 * Adds a line for this connection alone.
	 * @param line the line's bytes with its line end
	 */
	synchronized void tell(byte[] line) {
		if (this.ended) {
			return;
		}
		Own own = new Own(line);
		this.parts.add(own);
		this.ownBytes += own.size();
		if (this.live != null) {
			hear(this.log.split(this.live));
		}
	}

	/**
	 * Adds all that is broadcast from now on.
	 */
	synchronized void listen() {
		if (!this.ended && this.live == null) {
			hear(this.log.listen());
		}
	}

	/**
	 * Listens to another log in place of this one, now or when it comes to listening.
	 * Nothing is appended to either meanwhile, so no line is lost or doubled.
	 */
	synchronized void follow(BroadcastLog other) {
		BroadcastLog before = this.log;
		this.log = other;
		if (this.live != null) {
			before.close(this.live);
			hear(other.listen());
		}
	}

	private void hear(Range range) {
		this.live = range;
		this.parts.add(new Heard(this.log, range));
	}

	/**
	 * Ends it: nothing is added any more, and when all is written the connection is hung
	 * up.
	 */
	synchronized void end() {
		if (!this.ended) {
			if (this.live != null) {
				this.log.close(this.live);
				this.live = null;
			}
			this.ended = true;
			this.parts.add(End.HERE);
		}
	}

	/**
	 * Drops what was not begun, keeps the line that is half written, and ends with some
	 * last words. Called by the writer.
	 * @param lastWords a line's bytes with its line end
	 */
	synchronized void evict(byte[] lastWords) {
		this.live = null;
		this.parts.clear();
		this.ownBytes = 0;
		if (this.current != null) {
			this.current = this.current.restOfLine();
		}
		this.parts.add(new Own(lastWords));
		this.parts.add(End.HERE);
		this.ended = true;
	}

	/**
	 * Writes as much as the channel takes. Called by the writer.
	 * @param channel a channel in non-blocking mode
	 * @param batch the writer's buffer
	 * @return what came of it
	 * @throws IOException when the channel is broken
	 */
	Progress writeTo(WritableByteChannel channel, Batch batch) throws IOException {
		for (int turn = 0; turn < PARTS_IN_TURN; turn++) {
			Part part = this.current;
			if (part == null || part.isDone()) {
				part = nextPart();
				if (part == null) {
					return Progress.DRAINED;
				}
			}
			Progress progress = part.writeTo(channel, batch);
			if (progress != Progress.DRAINED || !part.isDone()) {
				return progress;
			}
		}
		return Progress.MORE;
	}

	/**
	 * Returns what is held for this connection: its own lines, the log from its place on,
	 * and what it has still to hear of the other. Called by the writer.
	 * @return a number of bytes
	 */
	synchronized long queuedBytes() {
		long bytes = this.ownBytes;
		Iterator<Part> rest = this.parts.iterator();
		Part part = this.current;
		while (true) {
			if (part instanceof Heard heard) {
				if (heard.log == this.log) {
					return bytes + Math.max(0, this.log.head() - heard.range.place());
				}
				bytes += heard.range.left();
			}
			if (!rest.hasNext()) {
				return bytes;
			}
			part = rest.next();
		}
	}

	/**
	 * Returns the bytes of this connection's own lines that wait.
	 * @return a number of bytes
	 */
	synchronized long ownBytes() {
		return this.ownBytes;
	}

	private synchronized @Nullable Part nextPart() {
		if (this.current instanceof Own own) {
			this.ownBytes = Math.max(0, this.ownBytes - own.size());
		}
		this.current = this.parts.poll();
		return this.current;
	}

	/**
	 * What came of writing.
	 */
	enum Progress {

		/** All that there was is written. */
		DRAINED,
		/** There is more, but others are to have their turn. */
		MORE,
		/** The channel takes no more now. */
		BLOCKED,
		/** All is written, and nothing comes any more. */
		FINISHED

	}

	private sealed interface Part {

		boolean isDone();

		Progress writeTo(WritableByteChannel channel, Batch batch) throws IOException;

		/**
		 * Returns what is left of the line that was begun.
		 */
		@Nullable Part restOfLine();

	}

	private static final class Own implements Part {

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
		public @Nullable Part restOfLine() {
			this.limit = Lines.restOfLine(this.line, this.offset, this.limit);
			return isDone() ? null : this;
		}

		int size() {
			return this.line.length + PART_BYTES;
		}

	}

	private record Heard(BroadcastLog log, Range range) implements Part {

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
		public @Nullable Part restOfLine() {
			// a copy, so that the log is let go; and first, since it may move the range
			// on
			int available = this.range.available();
			int offset = this.range.offset();
			int end = Lines.restOfLine(this.range.bytes(), offset, offset + available);
			return (end > offset) ? new Own(Arrays.copyOfRange(this.range.bytes(), offset, end)) : null;
		}

	}

	private enum End implements Part {

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
		public Part restOfLine() {
			return this;
		}

	}

}
