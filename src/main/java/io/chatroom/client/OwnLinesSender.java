package io.chatroom.client;

import java.io.IOException;

/**
 * Sends the queued lines over one connection, as soon as they may be sent. It has its own
 * thread, which blocks while the server does not read.
 */
final class OwnLinesSender {

	private final ServerConnection connection;

	private final OwnLines lines;

	private final Thread thread;

	/**
	 * Starts to send.
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
			// the reader thread gets the same error and handles it
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Closes the connection, and waits until the thread takes no more lines from the
	 * queue.
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
