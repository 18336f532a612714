package io.chatroom.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A server that plays a script to one client on its own thread, and then closes the
 * connection. When the client reconnects, it plays the next script.
 */
final class OneClientServer implements AutoCloseable {

	private final ServerSocket listener;

	private final CompletableFuture<Void> played;

	OneClientServer(Script... scripts) throws IOException {
		this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		this.played = CompletableFuture.runAsync(() -> {
			for (Script script : scripts) {
				play(script);
			}
		}, Thread::startVirtualThread);
	}

	private void play(Script script) {
		try (Socket socket = this.listener.accept()) {
			script.play(socket);
			if (!socket.isClosed()) {
				// a close with unread lines is a reset, which may overtake what the
				// script has sent
				socket.shutdownOutput();
				socket.getInputStream().transferTo(OutputStream.nullOutputStream());
			}
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	HostAndPort address() {
		return new HostAndPort("127.0.0.1", this.listener.getLocalPort());
	}

	String port() {
		return Integer.toString(this.listener.getLocalPort());
	}

	/**
	 * Connects to it, and reads no greeting.
	 */
	ServerConnection connect() throws IOException {
		Socket socket = new Socket(this.listener.getInetAddress(), this.listener.getLocalPort());
		return new ServerConnection(socket, socket);
	}

	/**
	 * Waits for the script to end, and fails the test if the script failed.
	 */
	void awaitPlayed() {
		this.played.join();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	/**
	 * What the server does with a connection.
	 */
	@FunctionalInterface
	interface Script {

		void play(Socket socket) throws Exception;

	}

}
