package io.chatroom.client.load;

import java.util.BitSet;

/**
 * The number and the order of the lines that one client has received. A client can also
 * watch one sender: it triggers that sender's next line, and checks that the sender's
 * lines arrive in the order sent. Used by the load thread only.
 */
final class SeenLines {

	private static final int NOBODY = -1;

	// Higher than the number of any load line.
	private static final long LEAVE = 1L << 32;

	private long count;

	private long order;

	private final BitSet left = new BitSet();

	private int leaves;

	private long strays;

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

	/** Records a leave line and its position among the other lines. */
	void addLeave(int index) {
		this.leaves++;
		this.left.set(index);
		this.order = LineOrder.then(this.order, LEAVE + index);
	}

	/** Records a line of another room. */
	void addStray() {
		this.strays++;
	}

	/** Records a line of the watched sender. */
	void addWatched(long id) {
		this.watchedOutOfOrder |= id <= this.lastWatched;
		this.lastWatched = id;
	}

	long count() {
		return this.count;
	}

	/** How many leave lines have arrived. */
	int leaves() {
		return this.leaves;
	}

	/** How many different clients these leave lines name. */
	int left() {
		return this.left.cardinality();
	}

	/** How many lines of other rooms have arrived. */
	long strays() {
		return this.strays;
	}

	/**
	 * The order of all received lines of its room, as {@link LineOrder} represents it.
	 */
	long order() {
		return this.order;
	}

	boolean watchedOutOfOrder() {
		return this.watchedOutOfOrder;
	}

}
