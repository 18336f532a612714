package io.chatroom.chat;

/**
 * Why a name cannot be had.
 */
public enum NameRefusal implements NameCheck {

	/** Someone here has it, or one that reads like it. */
	TAKEN,
	/** It breaks the rules for names. */
	MALFORMED,
	/** It might be taken for the server, or is what scanners send. */
	RESERVED

}
