package io.chatroom.tcp.out;

import java.util.ArrayList;
import java.util.List;

/**
 * The lanes of one writer that follow one log. Owned by the writer's thread, but for
 * {@link #appended}.
 */
final class LaneGroup {

	private final Log log;

	private final Writer writer;

	private final List<Lane> lanes = new ArrayList<>(0);

	/** How many lanes there are, for the threads that append. */
	private volatile int size;

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
	 * Says that the log has grown. Any thread that may append.
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
	 * Removes the lane at an index. The last lane moves there.
	 */
	void remove(int index) {
		Lane last = this.lanes.removeLast();
		this.size = this.lanes.size();
		if (index < this.size) {
			this.lanes.set(index, last);
			last.moved(index);
		}
	}

	int size() {
		return this.lanes.size();
	}

	Lane get(int index) {
		return this.lanes.get(index);
	}

	/**
	 * Counts a line that the writer has found.
	 * @return how many it has found since its last sweep
	 */
	int countNewLine() {
		return ++this.newLines;
	}

	void forgetNewLines() {
		this.newLines = 0;
	}

}
