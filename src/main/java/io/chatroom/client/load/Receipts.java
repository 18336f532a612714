package io.chatroom.client.load;

/**
 * How receipts differ from what they should be.
 *
 * @param lost how many are missing
 * @param shortClients at how many clients
 * @param surplus how many are too many
 */
record Receipts(long lost, int shortClients, long surplus) {

	static final Receipts RIGHT = new Receipts(0, 0, 0);

	/** Those of one client. */
	static Receipts of(long lost, long surplus) {
		return new Receipts(lost, (lost > 0) ? 1 : 0, surplus);
	}

	Receipts plus(Receipts other) {
		return new Receipts(this.lost + other.lost, this.shortClients + other.shortClients,
				this.surplus + other.surplus);
	}

	boolean right() {
		return equals(RIGHT);
	}

}
