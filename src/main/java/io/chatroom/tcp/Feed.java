package io.chatroom.tcp;

/**
 * One of the two renderings of what all hear; a connection follows one at a time.
 */
public enum Feed {

	/** Lines for people. */
	PLAIN,
	/** Lines for programs. */
	STRUCTURED

}
