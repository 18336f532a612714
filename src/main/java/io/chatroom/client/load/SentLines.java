package io.chatroom.client.load;

/**
 * When each of the latest lines was sent and by whom; numbers them from 0. Load thread
 * only.
 */
final class SentLines {

	// More than a server may keep for one client, so that a late line still finds its
	// time.
	private static final int SLOTS = 1 << 20;

	private final long[] times = new long[SLOTS];

	private final int[] senders = new int[SLOTS];

	private long count;

	/** Takes a line down and returns its number. */
	long add(int sender, long time) {
		int slot = slot(this.count);
		this.times[slot] = time;
		this.senders[slot] = sender;
		return this.count++;
	}

	long count() {
		return this.count;
	}

	/** Whether the line is one of those that are still known. */
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
