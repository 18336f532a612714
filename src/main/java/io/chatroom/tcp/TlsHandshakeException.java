package io.chatroom.tcp;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake that came to nothing.
 */
final class TlsHandshakeException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	TlsHandshakeException(Reason reason) {
		this(reason, null);
	}

	TlsHandshakeException(Reason reason, @Nullable IOException cause) {
		super("TLS handshake: " + reason + ((cause != null) ? ", " + cause.getMessage() : ""), cause);
		this.reason = reason;
	}

	Reason reason() {
		return this.reason;
	}

	/**
	 * What it came to.
	 */
	enum Reason {

		/** What came is no TLS. */
		NOT_TLS,
		/** What came is a PROXY header. */
		PROXY_HEADER,
		/** One of the two refused the other. */
		REFUSED,
		/** The peer went away. */
		BROKEN_OFF,
		/** It was not done in time. */
		TIMED_OUT

	}

}
