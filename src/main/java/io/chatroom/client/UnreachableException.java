package io.chatroom.client;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * A server cannot be reached, or does not greet. The message is complete and is printed
 * as it is.
 */
final class UnreachableException extends IOException {

	private static final long serialVersionUID = 1L;

	private final String reason;

	private final boolean accepted;

	/**
	 * Creates the exception.
	 * @param accepted whether the server has accepted the connection
	 */
	UnreachableException(HostAndPort server, IOException failure, boolean accepted) {
		super((failure instanceof UnknownHostException) ? String.format(Locale.ROOT, "Unknown host: %s.", server.host())
				: String.format(Locale.ROOT, "Cannot connect to %s: %s.", server, failure.getMessage()), failure);
		this.reason = (failure instanceof UnknownHostException) ? "unknown host" : String.valueOf(failure.getMessage());
		this.accepted = accepted;
	}

	/**
	 * Returns why, without a full stop.
	 */
	String reason() {
		return this.reason;
	}

	/**
	 * Returns whether the server has accepted the connection, and sent no greeting.
	 */
	boolean wasAccepted() {
		return this.accepted;
	}

}
