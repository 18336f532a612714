package io.chatroom.chat;

/**
 * Why a line was dropped before it could be read.
 */
public enum Refusal {

	/** It was longer than the limit. */
	TOO_LONG,
	/** Its bytes are not UTF-8. */
	NOT_UTF8

}
