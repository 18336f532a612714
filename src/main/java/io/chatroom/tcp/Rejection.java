package io.chatroom.tcp;

/**
 * Why a connection was turned away.
 */
public enum Rejection implements Admission.Decision {

	/** As many are connected as may be. */
	TOO_MANY,
	/** As many are connected from its address as may be. */
	TOO_MANY_FROM_ADDRESS,
	/** Too many have come from its address within a minute. */
	TOO_FAST,
	/** Its address is one that is not let in. */
	DENIED

}
