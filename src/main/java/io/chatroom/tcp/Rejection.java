package io.chatroom.tcp;

/**
 * Why a connection was turned away before it could take part.
 */
public enum Rejection implements Admission.Decision {

	/** As many are connected as may be. */
	TOO_MANY,
	/** As many are connected from its address as may be. */
	TOO_MANY_FROM_ADDRESS,
	/** Too many have come from its address within a minute. */
	TOO_FAST,
	/** Its address is one that is not let in. */
	DENIED,
	/** It speaks HTTP. */
	HTTP,
	/** It did not begin with a good PROXY header, and it had to. */
	PROXY_HEADER,
	/** It did not shake hands on the port for TLS. */
	TLS_HANDSHAKE

}
