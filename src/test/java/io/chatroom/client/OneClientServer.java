package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A server that talks to one client as a script says, on a thread of its own, and then
 * closes the connection. When the client comes back the next script is played.
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
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	String port() {
		return Integer.toString(this.listener.getLocalPort());
	}

	/**
	 * Waits for the script, so that what went wrong in it fails the test.
	 */
	void awaitPlayed() {
		this.played.join();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	/**
	 * What the server does with its client.
	 */
	@FunctionalInterface
	interface Script {

		void play(Socket socket) throws Exception;

	}

}
