package io.chatroom.web;

/**
 * Why a request of a browser or a program was refused.
 */
enum WebRefusal {

	/** It comes from a page of another origin. */
	ORIGIN,
	/** The maximum number of sessions is open. */
	TOO_MANY,
	/** Its address has too many connections. */
	TOO_MANY_FROM_ADDRESS,
	/** It has no token, or one that is none. */
	TOKEN,
	/** A trusted proxy does not say for whom it asks. */
	FORWARDED,
	/** The chat is not open. */
	CLOSED

}
