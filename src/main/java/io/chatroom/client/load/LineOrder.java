package io.chatroom.client.load;

/**
 * The order of lines as one number: equal for equal sequences, different for others but
 * by a chance of about 1 in 2^64. Also keeps, as one witness sees them, the order of all
 * lines without those of one sender, for servers that do not send a line back to who said
 * it. Load thread only.
 */
final class LineOrder {

	private final long[] without;

	LineOrder(int senders) {
		this.without = new long[senders];
	}

	static long then(long order, long id) {
		return (order + id + 1) * 0x9E37_79B9_7F4A_7C15L;
	}

	void witnessed(int sender, long id) {
		for (int other = 0; other < this.without.length; other++) {
			if (other != sender) {
				this.without[other] = then(this.without[other], id);
			}
		}
	}

	long without(int sender) {
		return this.without[sender];
	}

}
