package io.chatroom.client.load;

/**
 * Missing and surplus receipts.
 *
 * @param lost how many receipts are missing
 * @param shortClients how many clients miss at least one
 * @param surplus how many receipts are surplus
 */
record Receipts(long lost, int shortClients, long surplus) {

	static final Receipts RIGHT = new Receipts(0, 0, 0);

	/** The receipts of one client. */
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
