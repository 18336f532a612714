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
		try {
			Socket socket = this.listener.accept();
			try {
				script.play(socket);
			}
			finally {
				end(socket);
			}
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	/**
	 * Ends a connection without a reset, which may overtake what the script has sent: so
	 * what the client sends is read until it ends, too.
	 */
	private static void end(Socket socket) throws IOException {
		if (!socket.isClosed()) {
			socket.shutdownOutput();
			Thread.startVirtualThread(() -> {
				try (socket) {
					socket.getInputStream().transferTo(OutputStream.nullOutputStream());
				}
				catch (IOException ex) {
					// the client has reset it
				}
			});
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
