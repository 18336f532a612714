package io.chatroom.chat;

/**
 * One that is connected, with a name or without. Guarded by the room's lock.
 */
final class Visitor {

	private final String client;

	private final String address;

	private int refusals;

	private boolean gone;

	Visitor(String client, String address) {
		this.client = client;
		this.address = address;
	}

	String client() {
		return this.client;
	}

	String address() {
		return this.address;
	}

	/**
	 * Counts a name that was refused.
	 * @return how many there were
	 */
	int countRefusal() {
		return ++this.refusals;
	}

	void go() {
		this.gone = true;
	}

	/**
	 * Returns whether it was hung up on.
	 */
	boolean isGone() {
		return this.gone;
	}

}
