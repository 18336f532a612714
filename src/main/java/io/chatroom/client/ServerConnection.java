package io.chatroom.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection to a server: one thread reads its lines, any sends.
 */
final class ServerConnection implements AutoCloseable {

	private final Socket carrier;

	private final Socket socket;

	private final ServerLines lines;

	private final OutputStream out;

	/**
	 * Creates one.
	 * @param carrier a socket that is connected
	 * @param socket the same, or what speaks TLS over it
	 */
	ServerConnection(Socket carrier, Socket socket) throws IOException {
		this.carrier = carrier;
		this.socket = socket;
		// as a port does that waits for TLS
		this.lines = new ServerLines(socket, carrier.equals(socket) ? " (--tls?)" : "");
		this.out = new BufferedOutputStream(socket.getOutputStream());
	}

	ServerLines lines() {
		return this.lines;
	}

	/**
	 * Sends a line.
	 * @param end how it ends
	 * @param more whether another one follows at once, with which it may go
	 */
	synchronized void send(String line, String end, boolean more) throws IOException {
		this.out.write((line + end).getBytes(StandardCharsets.UTF_8));
		if (!more) {
			this.out.flush();
		}
	}

	/**
	 * Says that nothing more will be sent.
	 */
	void finish() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Ends it, and a write that waits for the server, too: to close what speaks TLS would
	 * wait for that.
	 */
	@Override
	public void close() throws IOException {
		this.carrier.close();
	}

}
