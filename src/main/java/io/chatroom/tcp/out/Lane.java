package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's half of one peer: its position in the log that it follows, the line that
 * is half written, and whether its socket is full. Used on the writer's thread, except
 * {@link #markQueued}, {@link #expectStep} and {@link #position}.
 * <p>
 * No line of the log passes a step: {@link #write} reads the log's head first and the
 * queue second, writes up to the nearer of the head and the next step's position, and
 * looks at the queue again only there. A step that is queued later has a position at that
 * head or behind it.
 */
final class Lane {

	/** How many steps are taken before other peers have their turn. */
	private static final int STEPS_IN_TURN = 64;

	private static final Logger logger = LoggerFactory.getLogger(Lane.class);

	private final Outbox outbox;

	private final SelectableChannel channel;

	private final Transport transport;

	private final Writer writer;

	/** Whether it is in the writer's queue. */
	private final AtomicBoolean queued = new AtomicBoolean();

	/**
	 * Whether the outbox may have a step. Set while the outbox's lock is held, before the
	 * step's position is read, so that the writer takes that lock only for a step.
	 */
	private volatile boolean stepExpected;

	private @Nullable LaneGroup group;

	private int indexInGroup;

	private final LogCursor cursor = new LogCursor();

	/** A line that was half written when the client was evicted. */
	private byte @Nullable [] unfinished;

	/** How much is written of that line, or else of the next step's. */
	private int lineOffset;

	/** Whether the stream was ended: nothing can be written any more. */
	private boolean stopped;

	private boolean full;

	private long fullSince;

	Lane(Outbox outbox, SelectableChannel channel, Transport transport, Writer writer) {
		this.outbox = outbox;
		this.channel = channel;
		this.transport = transport;
		this.writer = writer;
	}

	/**
	 * Notes that it is put into the writer's queue. Any thread.
	 * @return false when it is there already
	 */
	boolean markQueued() {
		return !this.queued.get() && this.queued.compareAndSet(false, true);
	}

	/**
	 * Notes that it was taken from the writer's queue, before it is written: what is
	 * added from now on puts it there again.
	 */
	void markTaken() {
		this.queued.set(false);
	}

	/**
	 * Notes whether the outbox may have a step. The outbox's lock is held.
	 */
	void expectStep(boolean expected) {
		this.stepExpected = expected;
	}

	/**
	 * Returns the position of the next byte in the log. Any thread; on others than the
	 * writer's a little late.
	 */
	long position() {
		return this.cursor.position();
	}

	/**
	 * Writes as much as there is and as the socket takes.
	 * @param batch the writer's buffer
	 */
	Progress write(Batch batch) {
		try {
			Progress progress = writeSteps(batch);
			if (progress == Progress.BLOCKED || !this.transport.flush()) {
				return Progress.BLOCKED;
			}
			return progress;
		}
		catch (IOException ex) {
			// the peer is gone, which its reader tells
			return lose();
		}
		catch (RuntimeException ex) {
			// ends this connection, and not the writer of all others
			logger.error("Failed to write to a client", ex);
			return lose();
		}
	}

	private Progress lose() {
		leaveGroup();
		this.outbox.lose();
		return Progress.DRAINED;
	}

	private Progress writeSteps(Batch batch) throws IOException {
		if (this.unfinished != null) {
			if (!writeLine(this.unfinished, batch)) {
				return Progress.BLOCKED;
			}
			this.unfinished = null;
		}
		for (int turn = 0; turn < STEPS_IN_TURN; turn++) {
			long head = (this.group != null) ? this.group.log().head() : 0;
			Step step = next(head);
			if (!this.cursor.write((step != null) ? step.position() : head, batch, this.transport)) {
				return Progress.BLOCKED;
			}
			if (step == null) {
				return Progress.DRAINED;
			}
			switch (step) {
				case Step.Say say -> {
					if (!writeLine(say.line(), batch)) {
						return Progress.BLOCKED;
					}
				}
				case Step.Follow follow -> {
					// followed when it is taken
				}
				case Step.Stop stop -> {
					return finish();
				}
			}
			this.outbox.take(step);
		}
		return Progress.MORE;
	}

	/**
	 * Returns the next step, unless it is behind a head that was read before.
	 */
	private @Nullable Step next(long head) {
		// a step that is not expected yet has a position at that head or behind it
		return this.stepExpected ? this.outbox.next(head) : null;
	}

	private boolean writeLine(byte[] line, Batch batch) throws IOException {
		int left = line.length - this.lineOffset;
		int written = batch.write(line, this.lineOffset, left, this.transport);
		boolean complete = written == left;
		this.lineOffset = complete ? 0 : this.lineOffset + written;
		return complete;
	}

	private Progress finish() throws IOException {
		this.stopped = true;
		this.transport.shutdownOutput();
		if (!this.transport.flush()) {
			return Progress.BLOCKED;
		}
		leaveGroup();
		this.outbox.finish();
		return Progress.DRAINED;
	}

	/**
	 * Follows another log. The outbox's lock is held.
	 */
	void follow(Step.Follow step) {
		leaveGroup();
		Log log = step.log();
		if (log != null) {
			LaneGroup next = log.group(this.writer);
			this.group = next;
			this.indexInGroup = next.add(this);
		}
		this.cursor.move(step.from(), step.start());
	}

	/**
	 * Drops everything but a line that is half written. The outbox's lock is held.
	 * @param next the next step, or null
	 */
	void drop(@Nullable Step next) {
		if (this.lineOffset > 0 && next instanceof Step.Say say) {
			this.unfinished = say.line();
		}
		else {
			this.unfinished = this.cursor.restOfLine();
		}
		leaveGroup();
		this.cursor.move(null, 0);
	}

	private void leaveGroup() {
		if (this.group != null) {
			this.group.remove(this.indexInGroup);
			this.group = null;
			this.cursor.release();
		}
	}

	/**
	 * Notes that it has another index in its group.
	 */
	void setIndexInGroup(int index) {
		this.indexInGroup = index;
	}

	boolean isOpen() {
		return this.channel.isOpen();
	}

	/**
	 * Drops everything, because the channel was closed.
	 */
	void closed() {
		leaveGroup();
		this.unfinished = null;
		this.full = false;
	}

	/**
	 * Returns whether the stream was ended.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	boolean isFull() {
		return this.full;
	}

	/**
	 * Returns whether its socket has been full for so long.
	 * @param now the time, as {@link System#nanoTime()}
	 */
	boolean isFullFor(long nanos, long now) {
		return this.full && now - this.fullSince >= nanos;
	}

	/**
	 * Notes that its socket is full.
	 * @param now the time, as {@link System#nanoTime()}
	 */
	void markFull(long now) {
		this.full = true;
		this.fullSince = now;
	}

	/**
	 * Notes that its socket takes more.
	 */
	void markWritable() {
		this.full = false;
	}

	SelectableChannel channel() {
		return this.channel;
	}

	Outbox outbox() {
		return this.outbox;
	}

	/**
	 * Result of {@link #write}.
	 */
	enum Progress {

		/** All that there was is written. */
		DRAINED,
		/** There is more, but others are to have their turn. */
		MORE,
		/** The socket takes no more now. */
		BLOCKED

	}

}
