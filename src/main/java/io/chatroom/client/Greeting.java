package io.chatroom.client;

import java.io.IOException;

/**
 * What a server says first.
 *
 * @param text what that is
 * @param whole whether it is a line with an end
 */
record Greeting(String text, boolean whole) {

	private static final String OF_A_CHATROOM = "Greetings from the ChatRoom!";

	private static final int PATIENCE_MILLIS = 10_000;

	/**
	 * Waits for it.
	 * @throws IOException when none comes: every chat service asks for a name
	 */
	static Greeting of(ServerConnection connection, HostAndPort server) throws IOException {
		try {
			String text = connection.lines().greeting(PATIENCE_MILLIS);
			return new Greeting(text, connection.lines().wasWhole());
		}
		catch (IOException ex) {
			// with TLS 1.3 a server looks at a client's certificate last
			throw TlsException.ifOfTls(server, ex);
		}
	}

	/**
	 * Returns whether the server may know the structured mode. Those that came before it
	 * greet with the same words, but end no lines; to others nothing is said that they
	 * could take for a name.
	 */
	boolean isOfChatroom() {
		return this.whole && this.text.startsWith(OF_A_CHATROOM);
	}

}
