package io.chatroom.client.load;

/**
 * Time and sender of the latest lines, and how many there are in each room. Numbers the
 * lines of all rooms together, from 0. Used by the load thread only.
 */
final class SentLines {

	// More lines than a server may queue for one client, so that late lines are still
	// known.
	private static final int SLOTS = 1 << 20;

	private final long[] times = new long[SLOTS];

	private final int[] senders = new int[SLOTS];

	private final LoadOptions options;

	private final long[] counts;

	private long count;

	SentLines(LoadOptions options) {
		this.options = options;
		this.counts = new long[options.rooms() + 1];
	}

	/** Records a line and returns its number. */
	long add(int sender, long time) {
		int slot = slot(this.count);
		this.times[slot] = time;
		this.senders[slot] = sender;
		this.counts[this.options.room(sender)]++;
		return this.count++;
	}

	long count() {
		return this.count;
	}

	/** How many lines were sent in this room. */
	long count(int room) {
		return this.counts[room];
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

	/** The room in which the line was sent. */
	int room(long id) {
		return this.options.room(sender(id));
	}

	private static int slot(long id) {
		return (int) id & (SLOTS - 1);
	}

}
