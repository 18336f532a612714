package io.chatroom.client;

/**
 * How a conversation ended.
 */
enum Ending {

	/** As it was meant to. */
	DONE(0),
	/** As it was meant to, but for a line that came to nothing. */
	NOT_ALL_SAID(1),
	/** It broke off. */
	BROKEN_OFF(1),
	/** The name could not be had. */
	NAME_REFUSED(3),
	/** It cannot be in the structured mode; it may begin once more without. */
	NOT_STRUCTURED(1);

	private final int exitCode;

	Ending(int exitCode) {
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
