package io.chatroom.tcp;

/**
 * Why the server gives up a connection that does not take what is written to it.
 */
public enum Eviction {

	/** More bytes wait for it than an outbox may hold. */
	OVERFLOW,
	/** Something waits, and its socket took nothing for too long. */
	STALLED

}
