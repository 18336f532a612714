package io.chatroom.protocol;

/**
 * The format of the lines that a client receives.
 */
public enum Format {

	/** Lines for people. */
	TEXT,
	/** One JSON object a line, for programs. */
	JSON

}
