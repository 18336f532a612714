package io.chatroom.chat;

/**
 * What a client may do, the least first.
 */
public enum Rank {

	/** It is not signed in. */
	GUEST,
	/** It is signed in. */
	OWNER,
	/** It is signed in as an operator. */
	OPERATOR

}
