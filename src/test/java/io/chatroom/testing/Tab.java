package io.chatroom.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket session, as a browser's tab has one.
 */
public final class Tab implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final WebSocket socket;

	private Tab(WebSocket.Builder builder, URI address) {
		this.socket = builder.buildAsync(address, new Events()).join();
	}

	/**
	 * Opens a session of a page of the server itself.
	 */
	public static Tab open(int port) {
		return open(HttpClient.newHttpClient(), port, "Origin", "http://localhost:" + port);
	}

	/**
	 * Opens a session.
	 * @param headers names and values of the handshake
	 */
	public static Tab open(HttpClient client, int port, String... headers) {
		return open(client, URI.create("ws://localhost:" + port + "/ws"), headers);
	}

	/**
	 * Opens a session.
	 * @param address of the WebSocket
	 * @param headers names and values of the handshake
	 */
	public static Tab open(HttpClient client, URI address, String... headers) {
		WebSocket.Builder builder = client.newWebSocketBuilder();
		for (int i = 0; i < headers.length; i += 2) {
			builder.header(headers[i], headers[i + 1]);
		}
		return new Tab(builder, address);
	}

	/**
	 * Asks for a session that the server refuses.
	 * @param headers names and values of the handshake
	 * @return the status of the answer
	 */
	public static int refusal(int port, String... headers) {
		try (Tab _ = open(HttpClient.newHttpClient(), port, headers)) {
			throw new AssertionError("opened");
		}
		catch (CompletionException ex) {
			return ((WebSocketHandshakeException) Objects.requireNonNull(ex.getCause())).getResponse().statusCode();
		}
	}

	/**
	 * Opens a session, and takes a name.
	 */
	public static Tab join(int port, String name) {
		return open(port).join(name);
	}

	/**
	 * Takes a name.
	 */
	public Tab join(String name) {
		expect("prompt");
		say(name);
		assertThat(expect("welcome").get("name").asString()).isEqualTo(name);
		return this;
	}

	public void say(String line) {
		this.socket.sendText(line, true).join();
	}

	public void sendBinary() {
		this.socket.sendBinary(ByteBuffer.wrap(new byte[] { 1 }), true).join();
	}

	/**
	 * Returns the next frame as it is.
	 */
	public String frame() {
		try {
			String event = this.events.poll(60, TimeUnit.SECONDS);
			assertThat(event).as("a frame").isNotNull();
			return event;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Returns the next event, which is of this kind.
	 */
	public JsonNode expect(String kind) {
		JsonNode event = JSON.readTree(frame());
		assertThat(event.get("event").asString()).as("%s", event).isEqualTo(kind);
		return event;
	}

	/**
	 * Waits until the session is closed.
	 * @return the status
	 */
	public int awaitClosed() {
		return this.closed.orTimeout(60, TimeUnit.SECONDS).join();
	}

	/**
	 * Goes without a word, as a tab whose machine has no network any more.
	 */
	public void abort() {
		this.socket.abort();
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	private final class Events implements WebSocket.Listener {

		private final StringBuilder frame = new StringBuilder();

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.frame.append(data);
			if (last) {
				Tab.this.events.add(this.frame.toString());
				this.frame.setLength(0);
			}
			socket.request(1);
			return CompletableFuture.completedStage(null);
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			Tab.this.closed.complete(status);
			return CompletableFuture.completedStage(null);
		}

		@Override
		public void onError(WebSocket socket, Throwable failure) {
			Tab.this.closed.completeExceptionally(failure);
		}

	}

}
