package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server that sends everyone the same line, and then waits for the end.
 */
final class GreetingServer implements AutoCloseable {

	private final ServerSocket listener;

	/**
	 * Starts a server.
	 * @param host an address of this machine
	 * @param port the port, 0 for any
	 * @param line what it sends, empty to close the connection without a word
	 */
	GreetingServer(String host, int port, String line) throws IOException {
		this.listener = new ServerSocket(port, 50, InetAddress.ofLiteral(host));
		Thread.startVirtualThread(() -> accept(line));
	}

	GreetingServer(String line) throws IOException {
		this("127.0.0.1", 0, line);
	}

	HostAndPort address() {
		InetSocketAddress address = (InetSocketAddress) this.listener.getLocalSocketAddress();
		return new HostAndPort(address.getHostString(), address.getPort());
	}

	private void accept(String line) {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				Thread.startVirtualThread(() -> greet(socket, line));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void greet(Socket socket, String line) {
		try (socket) {
			if (!line.isEmpty()) {
				socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
				socket.getInputStream().readAllBytes();
			}
		}
		catch (IOException ex) {
			// the client has gone
		}
	}

	/** Refuses connections from now on. */
	void stop() throws IOException {
		this.listener.close();
	}

	@Override
	public void close() throws IOException {
		stop();
	}

}
