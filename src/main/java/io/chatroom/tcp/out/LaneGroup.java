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

	/** How many lines the writer has found since its last sweep of this group. */
	private int newLines;

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
	 * @return its index, for as long as {@link Lane#moved} does not say another
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
		lane.moved(to);
	}

	int size() {
		return this.lanes.size();
	}

	/**
	 * Begins a sweep, in which lanes may be added and removed.
	 */
	void beginSweep() {
		this.cursor = 0;
		this.newLines = 0;
	}

	/**
	 * Returns the next lane of the sweep, or null after the last.
	 */
	@Nullable Lane next() {
		return (this.cursor < this.lanes.size()) ? this.lanes.get(this.cursor++) : null;
	}

	/**
	 * Counts a line that the writer has found.
	 * @return how many it has found since its last sweep
	 */
	int countNewLine() {
		return ++this.newLines;
	}

}
