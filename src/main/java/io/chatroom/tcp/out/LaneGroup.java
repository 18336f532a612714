package io.chatroom.tcp.out;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The lanes of one writer that follow one log. Used on the writer's thread, except
 * {@link #appended}.
 */
final class LaneGroup {

	private final Log log;

	private final Writer writer;

	private final List<Lane> lanes = new ArrayList<>(0);

	/** How many lanes there are. Set by the writer; the threads that append read it. */
	private volatile int size;

	/** How many lanes the sweep has reached. */
	private int cursor;

	/** Whether the log has grown since the last sweep. */
	private boolean grown;

	LaneGroup(Log log, Writer writer) {
		this.log = log;
		this.writer = writer;
	}

	Log log() {
		return this.log;
	}

	boolean isOf(Writer other) {
		return this.writer.equals(other);
	}

	/**
	 * Notes that the log has grown. Any thread that may append.
	 * @param bytes by how many bytes
	 */
	void appended(int bytes, Delivery delivery) {
		// a lane that is added meanwhile looks at the log's head after it was added
		if (this.size > 0) {
			this.writer.appended(this, bytes, delivery);
		}
	}

	/**
	 * Adds a lane.
	 * @return its index, for as long as {@link Lane#setIndexInGroup} does not set another
	 */
	int add(Lane lane) {
		this.lanes.add(lane);
		this.size = this.lanes.size();
		return this.size - 1;
	}

	/**
	 * Removes the lane at an index. Lanes that the sweep has not reached stay behind its
	 * cursor, so that it skips none.
	 */
	void remove(int index) {
		int hole = index;
		if (index < this.cursor) {
			this.cursor--;
			move(this.cursor, index);
			hole = this.cursor;
		}
		if (hole < this.lanes.size() - 1) {
			move(this.lanes.size() - 1, hole);
		}
		this.lanes.removeLast();
		this.size = this.lanes.size();
	}

	private void move(int from, int to) {
		Lane lane = this.lanes.get(from);
		this.lanes.set(to, lane);
		lane.setIndexInGroup(to);
	}

	int size() {
		return this.lanes.size();
	}

	/**
	 * Begins a sweep, in which lanes may be added and removed.
	 */
	void beginSweep() {
		this.cursor = 0;
		this.grown = false;
	}

	/**
	 * Returns the next lane of the sweep, or null after the last.
	 */
	@Nullable Lane next() {
		return (this.cursor < this.lanes.size()) ? this.lanes.get(this.cursor++) : null;
	}

	/**
	 * Notes that the log has grown.
	 * @return false when that was noted since the last sweep
	 */
	boolean grow() {
		boolean first = !this.grown;
		this.grown = true;
		return first;
	}

}
