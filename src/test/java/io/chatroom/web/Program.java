package io.chatroom.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.chatroom.chat.Tokens.Made;
import io.chatroom.protocol.Password;
import io.chatroom.testing.ChatServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that uses HTTP. Each answer is compared with the OpenAPI file.
 */
final class Program {

	private static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final ChatServer server;

	private final String token;

	private Program(ChatServer server, String token) {
		this.server = server;
		this.token = token;
	}

	/**
	 * Returns the program of an account, which is made.
	 */
	static Program of(ChatServer server, String account) {
		return new Program(server, secret(server, account));
	}

	/**
	 * Returns a token of an account, which is made.
	 */
	static String secret(ChatServer server, String account) {
		server.room().accounts().setPassword(account, new Password("correct-horse"));
		return ((Made.Secret) server.room().tokens().make(account, "ci", null)).secret();
	}

	static Program with(ChatServer server, String token) {
		return new Program(server, token);
	}

	HttpResponse<String> say(String room, String text) {
		return post(room, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
	}

	HttpResponse<String> post(String room, String type, byte[] body) {
		return send("POST", "/rooms/" + room + "/lines", "Content-Type", type, body);
	}

	HttpResponse<String> send(String method, String path, String header, String value, byte[] body) {
		try {
			HttpResponse<String> response = CLIENT.send(
					request(path).header(header, value).method(method, BodyPublishers.ofByteArray(body)).build(),
					BodyHandlers.ofString());
			OpenApi.check(method, path, response);
			return response;
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.server.webPort() + path))
			.header("Authorization", "Bearer " + this.token);
	}

	/**
	 * Follows a room.
	 * @param id that of the last event, or null
	 */
	Stream follow(String room, @Nullable String id) {
		try {
			HttpRequest.Builder request = request("/rooms/" + room + "/events");
			if (id != null) {
				request.header("Last-Event-ID", id);
			}
			HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
			assertThat(response.statusCode()).isEqualTo(200);
			OpenApi.check("GET", "/rooms/" + room + "/events", response);
			return new Stream(response.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * A stream of events.
	 */
	static final class Stream implements AutoCloseable {

		private final BufferedReader lines;

		private String id = "";

		Stream(InputStream body) {
			this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
		}

		/**
		 * Returns the next event, or null at the end. Comments, and ids alone, are read
		 * too.
		 */
		@Nullable JsonNode next() {
			try {
				String line = this.lines.readLine();
				while (line != null && !line.startsWith("data: ")) {
					if (line.startsWith("id: ")) {
						this.id = line.substring(4);
					}
					line = this.lines.readLine();
				}
				return (line != null) ? JSON.readTree(line.substring(6)) : null;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Returns the next line, whatever it is.
		 */
		String line() {
			try {
				return Objects.requireNonNull(this.lines.readLine());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		JsonNode expect(String kind) {
			JsonNode event = Objects.requireNonNull(next());
			assertThat(event.get("event").asString()).as("%s", event).isEqualTo(kind);
			return event;
		}

		/**
		 * Reads the id that a stream begins with.
		 */
		String begin() {
			try {
				this.id = this.lines.readLine().substring(4);
				assertThat(this.lines.readLine()).isEmpty();
				return this.id;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Returns the last id.
		 */
		String id() {
			return this.id;
		}

		@Override
		public void close() {
			try {
				this.lines.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
