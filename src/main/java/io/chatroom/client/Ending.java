package io.chatroom.client;

/**
 * How a conversation ended.
 */
enum Ending {

	/** The user or the input ended it, and everything was sent. */
	DONE(0),
	/** The user or the input ended it, but at least one line was refused or left out. */
	NOT_ALL_SAID(1),
	/** The connection or the input failed, or the server ended the conversation. */
	BROKEN_OFF(1),
	/** The server refused the name, or its password. */
	NAME_REFUSED(3),
	/** The server refused the room. */
	ROOM_REFUSED(3),
	/**
	 * The server has no JSON mode; the client connects again and falls back to plain
	 * text.
	 */
	NOT_STRUCTURED(1);

	private final int exitCode;

	Ending(int exitCode) {
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
