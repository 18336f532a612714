package io.chatroom.web;

/**
 * The header in which a trusted proxy names the address of the browser. Only one is read:
 * a proxy that sets one of them passes on what the browser has put into the other.
 */
public enum Forwarding {

	/** {@code X-Forwarded-For}, with {@code X-Forwarded-Proto} for TLS. */
	X_FORWARDED_FOR,
	/** {@code Forwarded} (RFC 7239). */
	FORWARDED

}
