package io.chatroom.tcp.count;

/**
 * Why a connection was rejected.
 */
public enum RejectionReason {

	/** The maximum number of connections is open. */
	TOO_MANY,
	/** The maximum number of connections from its address is open. */
	TOO_MANY_FROM_ADDRESS,
	/** Too many connections have come from its address within a minute. */
	TOO_FAST,
	/** Its address is denied. */
	DENIED,
	/** Its address is banned. */
	BANNED,
	/** It speaks HTTP. */
	HTTP,
	/** Its PROXY header is missing, malformed, or not expected. */
	PROXY_HEADER,
	/** Its TLS handshake has failed. */
	TLS_HANDSHAKE

}
