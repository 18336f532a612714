package io.chatroom.chat;

/**
 * How a client is spoken to.
 */
public enum Format {

	/** Lines for people. */
	TEXT,
	/** One JSON object a line, for programs. */
	JSON

}
