package io.chatroom.client.load;

/**
 * Time and sender of the latest lines. Numbers the lines from 0. Used by the load thread
 * only.
 */
final class SentLines {

	// More lines than a server may queue for one client, so that late lines are still
	// known.
	private static final int SLOTS = 1 << 20;

	private final long[] times = new long[SLOTS];

	private final int[] senders = new int[SLOTS];

	private long count;

	/** Records a line and returns its number. */
	long add(int sender, long time) {
		int slot = slot(this.count);
		this.times[slot] = time;
		this.senders[slot] = sender;
		return this.count++;
	}

	long count() {
		return this.count;
	}

	/** Whether time and sender of the line are still recorded. */
	boolean knows(long id) {
		return id < this.count && id >= this.count - SLOTS;
	}

	long time(long id) {
		return this.times[slot(id)];
	}

	int sender(long id) {
		return this.senders[slot(id)];
	}

	private static int slot(long id) {
		return (int) id & (SLOTS - 1);
	}

}
