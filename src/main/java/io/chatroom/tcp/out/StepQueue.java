package io.chatroom.tcp.out;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * What one peer was told and its lane has not reached: steps, then the log that it
 * follows at their end. It counts lines and bytes of both. Used while the outbox's lock
 * is held.
 */
final class StepQueue {

	private final Lane lane;

	private final Queue<Step> steps = new ArrayDeque<>(2);

	/** The log that is followed at the end of the queue. */
	private @Nullable Log followed;

	/** How many lines that log had when this began to follow it. */
	private long linesBefore;

	/**
	 * The number of lines: own ones, and those of logs that are not followed any more.
	 */
	private long linesPassed;

	/** Bytes of own lines that were not written. */
	private long ownBytes;

	StepQueue(Lane lane) {
		this.lane = lane;
	}

	/**
	 * Adds a line for this peer alone.
	 */
	void say(byte[] line) {
		Step.Say say = new Step.Say(nextPosition(), line);
		this.steps.add(say);
		this.ownBytes += say.size();
		this.linesPassed++;
	}

	/**
	 * Adds the lines of a log from its head on, in place of those of the log before.
	 * @param log the log, or null for none
	 * @return false when there was none before either
	 */
	boolean follow(@Nullable Log log) {
		if (log == null && this.followed == null) {
			return false;
		}
		this.steps.add(Step.Follow.at(nextPosition(), this.followed, log));
		leaveLog();
		if (log != null) {
			this.followed = log;
			this.linesBefore = log.lines();
		}
		return true;
	}

	/**
	 * Adds the end.
	 */
	void stop() {
		this.steps.add(new Step.Stop(nextPosition()));
	}

	/**
	 * Drops all but a line that is half written. Called by the writer.
	 */
	void drop() {
		this.lane.drop(this.steps.peek());
		clear();
	}

	/**
	 * Drops all steps, and the log.
	 */
	void clear() {
		this.steps.clear();
		this.ownBytes = 0;
		leaveLog();
	}

	private void leaveLog() {
		this.linesPassed = lines();
		this.followed = null;
	}

	/**
	 * Returns the position of a step that is added now.
	 */
	private long nextPosition() {
		// before the log grows again: a writer that sees it grow sees this, too
		this.lane.expectStep(true);
		return head();
	}

	private long head() {
		return (this.followed != null) ? this.followed.head() : 0;
	}

	/**
	 * Returns the next step without removing it.
	 * @param head the head of the log that the lane follows, which must be read before
	 * @return null when there is no step up to that head
	 */
	@Nullable Step next(long head) {
		Step step = this.steps.peek();
		if (step == null) {
			this.lane.expectStep(false);
		}
		return (step != null && step.position() <= head) ? step : null;
	}

	/**
	 * Removes the next step, which the lane has reached and written.
	 */
	void take(Step step) {
		this.steps.remove();
		switch (step) {
			case Step.Say say -> this.ownBytes -= say.size();
			// here, so that queuedBytes() sees both or neither
			case Step.Follow follow -> this.lane.follow(follow);
			case Step.Stop stop -> {
				// nothing changes
			}
		}
	}

	/**
	 * Returns how many lines were for this peer, queued ones included.
	 */
	long lines() {
		return this.linesPassed + ((this.followed != null) ? this.followed.lines() - this.linesBefore : 0);
	}

	long ownBytes() {
		return this.ownBytes;
	}

	/**
	 * Returns the bytes of own lines, and those of the lines of logs.
	 */
	long queuedBytes() {
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

}
