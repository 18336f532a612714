package io.chatroom.client;

import java.io.IOException;

/**
 * Sends what was typed, as soon as it may be sent, over one connection. A thread of its
 * own: it waits while the server does not read.
 */
final class OwnLinesSender {

	private final ServerConnection connection;

	private final OwnLines lines;

	private final Thread thread;

	/**
	 * Begins.
	 */
	OwnLinesSender(ServerConnection connection, OwnLines lines) {
		this.connection = connection;
		this.lines = lines;
		this.thread = Thread.ofVirtual().name("own-lines").start(this::send);
	}

	private void send() {
		try {
			while (true) {
				String line = this.lines.next().text();
				this.connection.send(line, "\r\n", this.lines.isNextHere());
			}
		}
		catch (IOException ex) {
			// the thread that reads sees that as well
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ends the connection, and waits until nothing more is taken to be sent.
	 */
	void close() throws IOException {
		this.lines.shut();
		this.connection.close();
		this.thread.interrupt();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
