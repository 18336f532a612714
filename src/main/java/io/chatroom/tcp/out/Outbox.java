package io.chatroom.tcp.out;

import java.nio.channels.SelectableChannel;
import java.util.ArrayDeque;
import java.util.Queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The steps queued for one peer, and why its connection ends. Any thread adds to it, and
 * never waits. Its {@link Lane} takes from it.
 * <p>
 * It is long because steps, counts and the way to the end change together, under one lock
 * that several threads take.
 */
public final class Outbox {

	private final Lane lane;

	private final Writer writer;

	/** Called when the state changes; wakes the reader. */
	private final Runnable onChange;

	/** Steps that the lane has not taken. */
	@GuardedBy("this")
	private final Queue<Step> steps = new ArrayDeque<>(2);

	/** The log that is followed at the end of the queue. */
	@GuardedBy("this")
	private @Nullable Log followed;

	/** How many lines that log had when this began to follow it. */
	@GuardedBy("this")
	private long linesBefore;

	/**
	 * The number of lines: own ones, and those of logs that are not followed any more.
	 */
	@GuardedBy("this")
	private long lines;

	/** Bytes of own lines that were not written. */
	@GuardedBy("this")
	private long ownBytes;

	/** The first reason to close. */
	@GuardedBy("this")
	private @Nullable CloseReason closeReason;

	/** Bytes that were queued at the eviction; -1 when there was none. */
	@GuardedBy("this")
	private long evictedBytes = -1;

	/** Changed while the lock is held; any thread reads it. */
	private volatile State state = State.OPEN;

	/**
	 * Set by the thread that changes the client's format; the writer and the reader read
	 * it.
	 */
	private volatile Format format = Format.TEXT;

	/** Set once by the thread that adds the first log; the reader reads it. */
	private volatile boolean hasFollowed;

	Outbox(SelectableChannel channel, Transport transport, Writer writer, Runnable onChange) {
		this.writer = writer;
		this.onChange = onChange;
		this.lane = new Lane(this, channel, transport, writer);
	}

	/**
	 * Adds a line for this peer alone.
	 * @param line the line's bytes with its line end
	 */
	public void tell(byte[] line) {
		synchronized (this) {
			if (this.state != State.OPEN) {
				return;
			}
			addLine(line);
		}
		this.writer.submit(this.lane);
	}

	/**
	 * Adds the lines of a log from its head on, in place of those of the log before. The
	 * caller holds the lock of the rooms of both.
	 * @param log the log, or null for none
	 */
	public void follow(@Nullable Log log) {
		synchronized (this) {
			if (this.state != State.OPEN || (log == null && this.followed == null)) {
				return;
			}
			this.lines = lineCount();
			this.steps.add(Step.Follow.at(nextPosition(), this.followed, log));
			this.linesBefore = (log != null) ? log.lines() : 0;
			this.followed = log;
		}
		this.hasFollowed = true;
		this.writer.submit(this.lane);
	}

	/**
	 * Ends it: nothing is added any more. When all is written, the stream ends.
	 * @param reason why, unless there was a reason before
	 */
	public void end(CloseReason reason) {
		end(reason, null);
	}

	/**
	 * Ends it with a last line.
	 * @param reason why, unless there was a reason before
	 * @param lastLine a line's bytes with its line end, or null
	 * @return false when it was over before; then the line is not added
	 */
	public boolean end(CloseReason reason, byte @Nullable [] lastLine) {
		synchronized (this) {
			setReason(reason);
			if (this.state != State.OPEN) {
				return false;
			}
			if (lastLine != null) {
				addLine(lastLine);
			}
			this.steps.add(new Step.Stop(nextPosition()));
			this.state = State.ENDING;
		}
		this.writer.submit(this.lane);
		this.onChange.run();
		return true;
	}

	/**
	 * Drops what is queued and ends with the last line of the reason. A line that is half
	 * written is completed. Called by the writer.
	 * @return false when it was evicted before, or its stream has ended
	 */
	boolean evict(CloseReason reason) {
		synchronized (this) {
			boolean over = this.state == State.FINISHED || this.state == State.LOST || this.lane.isStopped();
			if (over || this.evictedBytes >= 0) {
				return false;
			}
			this.evictedBytes = queuedBytes();
			setReason(reason);
			this.lane.drop(this.steps.peek());
			this.steps.clear();
			this.ownBytes = 0;
			this.lines = lineCount();
			this.followed = null;
			addLine(Lines.encode(reason.lastWords(this.format)));
			this.steps.add(new Step.Stop(nextPosition()));
			this.state = State.ENDING;
		}
		this.writer.submit(this.lane);
		this.onChange.run();
		return true;
	}

	/**
	 * Notes that the connection broke. It has no effect on the state after all is
	 * written.
	 */
	public void lose() {
		synchronized (this) {
			setReason(CloseReason.RESET);
			if (this.state != State.FINISHED) {
				this.state = State.LOST;
			}
		}
		this.onChange.run();
	}

	/**
	 * Notes that all is written, and the stream ended. Called by the writer.
	 */
	void finish() {
		synchronized (this) {
			if (this.state != State.ENDING) {
				return;
			}
			this.lines = lineCount();
			this.followed = null;
			this.steps.clear();
			this.state = State.FINISHED;
		}
		this.onChange.run();
	}

	/**
	 * Notes that the channel was closed: nothing is written any more.
	 */
	public void closed() {
		synchronized (this) {
			if (this.state != State.FINISHED) {
				this.state = State.LOST;
			}
		}
		this.writer.submit(this.lane);
	}

	@GuardedBy("this")
	private void addLine(byte[] line) {
		Step.Say say = new Step.Say(nextPosition(), line);
		this.steps.add(say);
		this.ownBytes += say.size();
		this.lines++;
	}

	/**
	 * Returns the position of a step that is added now.
	 */
	@GuardedBy("this")
	private long nextPosition() {
		// before the log grows again: a writer that sees it grow sees this, too
		this.lane.expectStep(true);
		return head();
	}

	@GuardedBy("this")
	private long head() {
		return (this.followed != null) ? this.followed.head() : 0;
	}

	@GuardedBy("this")
	private void setReason(CloseReason reason) {
		if (this.closeReason == null) {
			this.closeReason = reason;
		}
	}

	@GuardedBy("this")
	private long lineCount() {
		return this.lines + ((this.followed != null) ? this.followed.lines() - this.linesBefore : 0);
	}

	/**
	 * Returns the next step without taking it. Called by the writer.
	 * @param head the head of the log that its lane follows, which must be read before
	 * the queue
	 * @return null when there is no step up to that head
	 */
	synchronized @Nullable Step next(long head) {
		Step step = this.steps.peek();
		if (step == null) {
			this.lane.expectStep(false);
		}
		return (step != null && step.position() <= head) ? step : null;
	}

	/**
	 * Removes the next step. Called by the writer, which has reached its position, and
	 * has written its line.
	 */
	synchronized void take(Step step) {
		this.steps.remove();
		switch (step) {
			case Step.Say say -> this.ownBytes -= say.size();
			// under the lock, for queuedBytes()
			case Step.Follow follow -> this.lane.follow(follow);
			case Step.Stop stop -> {
				// nothing changes
			}
		}
	}

	/**
	 * Sets the format of the last line of an eviction.
	 */
	public void format(Format format) {
		this.format = format;
	}

	/**
	 * Returns the format that was set last, {@link Format#TEXT} at first.
	 */
	public Format format() {
		return this.format;
	}

	/**
	 * Returns whether it has ever followed a log: its client has a name.
	 */
	public boolean hasFollowed() {
		return this.hasFollowed;
	}

	/**
	 * Returns how far it has come to its end.
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Returns why the connection ends; null while it does not.
	 */
	public synchronized @Nullable CloseReason closeReason() {
		return this.closeReason;
	}

	/**
	 * Returns how many bytes were queued when the client was evicted for them.
	 * @return a number of bytes; -1 when it was not
	 */
	public synchronized long evictedBytes() {
		return this.evictedBytes;
	}

	/**
	 * Returns how many lines were for this peer, queued ones included.
	 */
	public synchronized long lines() {
		return lineCount();
	}

	/**
	 * Returns the bytes of own lines that are queued.
	 */
	public synchronized long ownBytes() {
		return this.ownBytes;
	}

	/**
	 * Returns what is queued: own lines, and the lines of logs. A little too much while
	 * the writer writes.
	 * @return a number of bytes
	 */
	public synchronized long queuedBytes() {
		long bytes = this.ownBytes;
		long position = this.lane.position();
		long end = head();
		for (Step step : this.steps) {
			switch (step) {
				case Step.Say say -> {
					// one of the own bytes
				}
				case Step.Follow follow -> {
					Log left = follow.before();
					// to its head, since a peer that has not passed it keeps all of it
					bytes += ((left != null) ? left.head() : follow.position()) - position;
					position = follow.start();
				}
				case Step.Stop stop -> end = stop.position();
			}
		}
		return bytes + Math.max(0, end - position);
	}

	/**
	 * How far an outbox has come to its end; never back.
	 */
	public enum State {

		/** Lines can be added. */
		OPEN,
		/** Nothing is added any more; what is queued is written. */
		ENDING,
		/** All is written. */
		FINISHED,
		/** The connection broke, or was closed before all was written. */
		LOST

	}

}
