package io.chatroom.client.load;

import java.util.BitSet;

/**
 * Which lines one client has received and in which order, in a few numbers. One that
 * watches a sender closes that one's loop, and minds that its lines come in the order
 * that they were sent. Load thread only.
 */
final class SeenLines {

	private static final int NOBODY = -1;

	// Beyond the number of any load line.
	private static final long LEAVE = 1L << 32;

	private long count;

	private long order;

	private final BitSet left = new BitSet();

	private int leaves;

	private int watched = NOBODY;

	private long lastWatched = -1;

	private boolean watchedOutOfOrder;

	void watch(int sender) {
		this.watched = sender;
	}

	boolean watches(int sender) {
		return this.watched == sender;
	}

	void add(long id) {
		this.count++;
		this.order = LineOrder.then(this.order, id);
	}

	/** Takes note that a client's leave line has come, in its place among the others. */
	void addLeave(int index) {
		this.leaves++;
		this.left.set(index);
		this.order = LineOrder.then(this.order, LEAVE + index);
	}

	/** Takes note of a line of the sender that is watched. */
	void addWatched(long id) {
		this.watchedOutOfOrder |= id <= this.lastWatched;
		this.lastWatched = id;
	}

	long count() {
		return this.count;
	}

	/** How many leave lines have come. */
	int leaves() {
		return this.leaves;
	}

	/** How many clients they were about. */
	int left() {
		return this.left.cardinality();
	}

	/** Stands for the order of all that has been received. */
	long order() {
		return this.order;
	}

	boolean watchedOutOfOrder() {
		return this.watchedOutOfOrder;
	}

}
