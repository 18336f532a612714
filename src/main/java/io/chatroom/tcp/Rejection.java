package io.chatroom.tcp;

/**
 * Why a connection was turned away before it could take part.
 */
public enum Rejection {

	/** It speaks HTTP. */
	HTTP

}
