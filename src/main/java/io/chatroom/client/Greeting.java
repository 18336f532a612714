package io.chatroom.client;

import java.io.IOException;

import io.chatroom.protocol.TextLines;

/**
 * The first text that a server sends.
 *
 * @param text the text without its line end
 * @param whole whether the text had a line end
 */
record Greeting(String text, boolean whole) {

	private static final int PATIENCE_MILLIS = 10_000;

	/**
	 * Begins what a server says in place of its greeting to an address that is banned.
	 */
	private static final String BANNED = "You are banned";

	/**
	 * Waits for the greeting.
	 * @throws IOException if the server closes the connection or sends nothing within 10
	 * s
	 */
	static Greeting of(ServerConnection connection, HostAndPort server) throws IOException {
		try {
			String text = connection.lines().greeting(PATIENCE_MILLIS);
			return new Greeting(text, connection.lines().wasWhole());
		}
		catch (IOException ex) {
			// with TLS 1.3 the server checks the client's certificate after the handshake
			throw TlsException.ifOfTls(server, ex);
		}
	}

	/**
	 * Returns whether the server may have the JSON mode. Older versions of the server
	 * send the same greeting without a line end. Other servers are sent no command, since
	 * they could take it as a name.
	 */
	boolean isOfChatroom() {
		return this.whole && this.text.startsWith(TextLines.SALUTATION);
	}

	/**
	 * Returns whether the server has rejected the client since its address is banned.
	 */
	boolean isBan() {
		return this.text.startsWith(BANNED);
	}

}
