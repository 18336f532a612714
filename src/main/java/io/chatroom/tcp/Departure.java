package io.chatroom.tcp;

/**
 * How a connection that took part came to its end.
 */
public enum Departure {

	/** The client said that it leaves. */
	QUIT,

	/** Its peer has ended its stream. */
	EOF,

	/** The connection broke. */
	RESET,

	/** It was given up: it read too slowly, tried too many names, or spoke HTTP. */
	EVICTED,

	/** An operator has sent it away. */
	KICKED,

	/** The service stops. */
	SHUTDOWN,

	/** It gave no name in time, or was silent for too long. */
	DEADLINE

}
