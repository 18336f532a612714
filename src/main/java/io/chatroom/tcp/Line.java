package io.chatroom.tcp;

/**
 * What a connection's reader hands on: a line of text, or what happened in its place.
 */
public sealed interface Line {

	/**
	 * A line that was accepted.
	 *
	 * @param value the text, without its end, free of controls that could paint on a
	 * terminal
	 */
	record Text(String value) implements Line {
	}

	/**
	 * A line that was read to its end and dropped.
	 */
	enum Refused implements Line {

		/** It was longer than the limit. */
		TOO_LONG,
		/** Its bytes are not UTF-8 (RFC 3629). */
		NOT_UTF8

	}

	/**
	 * The connection was evicted: nothing more comes from it.
	 *
	 * @param reason why
	 */
	record Evicted(Eviction reason) implements Line {
	}

}
