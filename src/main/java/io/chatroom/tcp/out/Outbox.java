package io.chatroom.tcp.out;

import java.nio.channels.SelectableChannel;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What is queued for one peer, and how far its connection has come to its end. Any thread
 * adds to it, and never waits. Its {@link Lane} takes from it.
 */
public final class Outbox {

	private final Lane lane;

	private final Writer writer;

	/** Called when the state changes; wakes the reader. */
	private final Runnable onChange;

	/** What the lane has not taken. */
	@GuardedBy("this")
	private final StepQueue queue;

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
		this.queue = new StepQueue(this.lane);
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
			this.queue.say(line);
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
			if (this.state != State.OPEN || !this.queue.follow(log)) {
				return;
			}
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
				this.queue.say(lastLine);
			}
			this.queue.stop();
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
			this.evictedBytes = this.queue.queuedBytes();
			setReason(reason);
			this.queue.drop();
			this.queue.say(Lines.encode(reason.lastWords(this.format)));
			this.queue.stop();
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
			this.queue.clear();
			this.state = State.FINISHED;
		}
		this.onChange.run();
	}

	/**
	 * Notes that the channel was closed: nothing is written any more.
	 * @param reason why, unless there was a reason before
	 */
	public void closed(CloseReason reason) {
		synchronized (this) {
			setReason(reason);
			if (this.state != State.FINISHED) {
				this.state = State.LOST;
			}
		}
		this.writer.submit(this.lane);
	}

	@GuardedBy("this")
	private void setReason(CloseReason reason) {
		if (this.closeReason == null) {
			this.closeReason = reason;
		}
	}

	/**
	 * Returns the next step without taking it. Called by the writer.
	 * @param head the head of the log that its lane follows, which must be read before
	 * the queue
	 * @return null when there is no step up to that head
	 */
	synchronized @Nullable Step next(long head) {
		return this.queue.next(head);
	}

	/**
	 * Removes the next step. Called by the writer, which has reached its position, and
	 * has written its line.
	 */
	synchronized void take(Step step) {
		this.queue.take(step);
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
		return this.queue.lines();
	}

	/**
	 * Returns the bytes of own lines that are queued.
	 */
	public synchronized long ownBytes() {
		return this.queue.ownBytes();
	}

	/**
	 * Returns what is queued: own lines, and the lines of logs. A little too much while
	 * the writer writes.
	 * @return a number of bytes
	 */
	public synchronized long queuedBytes() {
		return this.queue.queuedBytes();
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
