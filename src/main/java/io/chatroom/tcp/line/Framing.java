package io.chatroom.tcp.line;

/**
 * How a client's bytes become lines.
 */
public enum Framing {

	/** A line ends at a line end. */
	LINE,
	/**
	 * A line ends at a line end, and where a read ends: for clients that send no line
	 * ends, as the seed's own.
	 */
	READ

}
