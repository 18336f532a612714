package io.chatroom.tcp;

/**
 * Why a connection was turned away before it could take part.
 */
public enum Rejection {

	/** It speaks HTTP. */
	HTTP,
	/** It did not begin with a good PROXY header, and it had to. */
	PROXY_HEADER,
	/** It did not shake hands on the port for TLS. */
	TLS_HANDSHAKE

}
