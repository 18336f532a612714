package io.chatroom.tcp;

/**
 * Why the server gives up a connection.
 */
public enum Eviction {

	/** More bytes wait for it than an outbox may hold. */
	OVERFLOW,
	/** Something waits, and its socket took nothing for too long. */
	STALLED,
	/** It has not given a name in time. */
	NAMELESS,
	/** It has said nothing for too long. */
	IDLE

}
