package io.chatroom.client.load;

/**
 * Represents an order of lines as one number: equal for equal sequences, and different
 * for different ones except with a probability of about 1 in 2^64. An instance keeps, for
 * each sender, the order that one client saw without that sender's lines. It is for
 * servers that do not send a line back to its sender. Used by the load thread only.
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
