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

	/** How many parts are written before others have their turn. */
	private static final int PARTS_IN_TURN = 64;

	/** What it listens to, now or later. Guarded by this. */
	private BroadcastLog log;

	/** Parts that the writer has not begun. Guarded by this. */
	private final Queue<OutboxPart> parts = new ArrayDeque<>(2);

	/**
	 * The part at the end that is still growing, when the connection listens. Guarded by
	 * this.
	 */
	private @Nullable Range live;

	/** Guarded by this. */
	private boolean ended;

	/** How many own lines it was told in all. Guarded by this. */
	private long ownLines;

	/** Of own lines that were not wholly written. Guarded by this. */
	private long ownBytes;

	/**
	 * The part that is being written. Set by the writer, under the lock, and its own but
	 * for its place.
	 */
	private @Nullable OutboxPart current;

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
		OutboxPart.Own own = new OutboxPart.Own(line);
		this.parts.add(own);
		this.ownBytes += own.size();
		this.ownLines++;
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
		this.parts.add(new OutboxPart.Heard(this.log, range));
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
			this.parts.add(OutboxPart.End.HERE);
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
		this.parts.add(new OutboxPart.Own(lastWords));
		this.parts.add(OutboxPart.End.HERE);
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
			OutboxPart part = this.current;
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
	 * and what it has still to hear of the other. Any thread: while it is written, a
	 * little more.
	 * @return a number of bytes
	 */
	synchronized long queuedBytes() {
		long bytes = this.ownBytes;
		Iterator<OutboxPart> rest = this.parts.iterator();
		OutboxPart part = this.current;
		while (true) {
			if (part instanceof OutboxPart.Heard heard) {
				if (heard.log() == this.log) {
					return bytes + Math.max(0, this.log.head() - heard.range().place());
				}
				bytes += heard.range().left();
			}
			if (!rest.hasNext()) {
				return bytes;
			}
			part = rest.next();
		}
	}

	/**
	 * Returns how many own lines it was told in all.
	 */
	synchronized long ownLines() {
		return this.ownLines;
	}

	/**
	 * Returns the bytes of this connection's own lines that wait.
	 * @return a number of bytes
	 */
	synchronized long ownBytes() {
		return this.ownBytes;
	}

	private synchronized @Nullable OutboxPart nextPart() {
		if (this.current instanceof OutboxPart.Own own) {
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

}
