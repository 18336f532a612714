package io.chatroom.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.chatroom.testing.ChatServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection to the web server that does nothing by itself: it answers no ping, and
 * reads nothing.
 */
final class RawTab implements AutoCloseable {

	private final Socket socket = new Socket();

	private RawTab(ChatServer server, String request) throws IOException {
		this.socket.setReceiveBufferSize(4096);
		this.socket.connect(new InetSocketAddress("localhost", server.webPort()));
		this.socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Asks for a session.
	 * @param headers lines of the request
	 */
	static RawTab ask(ChatServer server, String headers) throws IOException {
		return new RawTab(server, """
				GET /ws HTTP/1.1\r
				Upgrade: websocket\r
				Connection: Upgrade\r
				Sec-WebSocket-Version: 13\r
				Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
				""" + headers);
	}

	/**
	 * Opens a session, and takes a name.
	 */
	static RawTab join(ChatServer server, String name) throws IOException {
		RawTab tab = ask(server, "Host: localhost\r\n");
		assertThat(tab.head()).startsWith("HTTP/1.1 101");
		byte[] text = name.getBytes(StandardCharsets.UTF_8);
		byte[] frame = new byte[6 + text.length];
		frame[0] = (byte) 0x81;
		// masked with zeros
		frame[1] = (byte) (0x80 | text.length);
		System.arraycopy(text, 0, frame, 6, text.length);
		tab.socket.getOutputStream().write(frame);
		return tab;
	}

	/**
	 * Follows a room as a program.
	 */
	static RawTab follow(ChatServer server, String room, String token) throws IOException {
		RawTab stream = new RawTab(server, "GET /rooms/" + room
				+ "/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n");
		assertThat(stream.head()).startsWith("HTTP/1.1 200");
		return stream;
	}

	/**
	 * Reads the head of the answer.
	 */
	String head() throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append(new String(this.socket.getInputStream().readNBytes(1), StandardCharsets.UTF_8));
		}
		return head.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
