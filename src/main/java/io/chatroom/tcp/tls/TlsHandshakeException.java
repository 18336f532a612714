package io.chatroom.tcp.tls;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake that failed because of the peer.
 */
public final class TlsHandshakeException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	TlsHandshakeException(Reason reason) {
		this(reason, null);
	}

	TlsHandshakeException(Reason reason, @Nullable IOException cause) {
		super("TLS handshake: " + reason + ((cause != null) ? ", " + cause.getMessage() : ""), cause);
		this.reason = reason;
	}

	/**
	 * Returns why it failed.
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a handshake failed.
	 */
	public enum Reason {

		/** The peer does not speak TLS. */
		NOT_TLS,
		/** The peer has sent a PROXY header. */
		PROXY_HEADER,
		/** One side rejected the other. */
		REFUSED,
		/** The peer ended the connection. */
		BROKEN_OFF,
		/** It was not done in time. */
		TIMED_OUT

	}

}
