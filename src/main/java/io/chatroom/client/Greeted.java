package io.chatroom.client;

import java.io.IOException;

/**
 * A connection to a server that has greeted.
 *
 * @param server the server's host and port
 * @param connection the connection, of which nothing but the greeting was read
 * @param greeting the greeting
 */
record Greeted(HostAndPort server, ServerConnection connection, Greeting greeting) {

	void close() {
		try {
			this.connection.close();
		}
		catch (IOException ex) {
			// it is closed already
		}
	}

}
