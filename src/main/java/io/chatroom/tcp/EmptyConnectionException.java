package io.chatroom.tcp;

import java.io.IOException;

/**
 * The peer ended its connection before its first byte, as programs do that look whether a
 * port is open.
 */
final class EmptyConnectionException extends IOException {

	private static final long serialVersionUID = 1L;

	EmptyConnectionException(IOException cause) {
		super("The connection ended before its first byte", cause);
	}

}
