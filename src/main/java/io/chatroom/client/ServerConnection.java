package io.chatroom.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection to a server. One thread reads its lines, any thread sends.
 */
final class ServerConnection implements AutoCloseable {

	private final Socket carrier;

	private final Socket socket;

	private final ServerLines lines;

	private final OutputStream out;

	/**
	 * Creates a connection.
	 * @param carrier a connected socket
	 * @param socket the same socket, or the TLS socket over it
	 */
	ServerConnection(Socket carrier, Socket socket) throws IOException {
		this.carrier = carrier;
		this.socket = socket;
		// a TLS port sends no greeting to a client without TLS
		this.lines = new ServerLines(socket, carrier.equals(socket) ? " (--tls?)" : "");
		this.out = new BufferedOutputStream(socket.getOutputStream());
	}

	/**
	 * Returns whether nobody on the way can read what is sent: it goes through TLS, or
	 * stays on this machine.
	 */
	boolean isPrivate() {
		return !this.carrier.equals(this.socket) || this.carrier.getInetAddress().isLoopbackAddress();
	}

	ServerLines lines() {
		return this.lines;
	}

	/**
	 * Sends a line, with the line end of the JSON mode.
	 */
	void send(String line) throws IOException {
		send(line, "\r\n", false);
	}

	/**
	 * Sends a line.
	 * @param end the line end
	 * @param more whether another line follows immediately; if so, this one is not
	 * flushed
	 */
	synchronized void send(String line, String end, boolean more) throws IOException {
		this.out.write((line + end).getBytes(StandardCharsets.UTF_8));
		if (!more) {
			this.out.flush();
		}
	}

	/**
	 * Signals the server that nothing more will be sent.
	 */
	void finish() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Closes the connection and aborts a blocked write. It closes the carrier, because
	 * closing a TLS socket would wait for that write.
	 */
	@Override
	public void close() throws IOException {
		this.carrier.close();
	}

}
