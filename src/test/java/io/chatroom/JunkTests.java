package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Input that is not chat is answered or closed as docs/protocol.md says, and affects no
 * other client.
 */
class JunkTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static ChatServer server;

	@BeforeAll
	static void start() {
		server = ChatServer.lend();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void awaitEmptyRoom() {
		await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
	}

	@Test
	void anHttpRequestGetsBadRequest() {
		long before = server.factory().counters().rejected(RejectionReason.HTTP);
		try (TestClient browser = server.connect()) {
			browser.expect(GREETING)
				.send("GET /index.html HTTP/1.1\r\nHost: chat\r\n\r\n")
				.expect("HTTP/1.1 400 Bad Request", "Content-Type: text/plain; charset=utf-8", "Content-Length: 62",
						"Connection: close", "", "This is a chat, not a web server: connect with telnet or nc.")
				.expectEnd();
		}
		assertThat(server.factory().counters().rejected(RejectionReason.HTTP)).isEqualTo(before + 1);
	}

	@Test
	void onlyTheFirstLineMayBeAnHttpRequest() {
		try (TestClient alice = server.join("alice")) {
			alice.say("GET / HTTP/1.1").expect("alice: GET / HTTP/1.1");
		}
	}

	@Test
	void aTlsHelloOnThePlainPortIsALineLikeAnyOther() throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port())).build();
			assertThat(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
				.failsWithin(Duration.ofSeconds(60));
		}
	}

	@Test
	void tenMegabytesWithoutALineEndAreOneRefusedLine() {
		try (TestClient alice = server.join("alice")) {
			byte[] megabyte = new byte[1024 * 1024];
			Arrays.fill(megabyte, (byte) 'x');
			for (int i = 0; i < 10; i++) {
				alice.send(megabyte);
			}
			alice.say("").expect("That line is over 1024 bytes; it was not sent.").say("fine").expect("alice: fine");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\1default", "bob\0", "a\u202eb", "\u009bbob", "bo\u2028b", "\u001b[Abob" })
	void noNameHasControls(String name) {
		try (TestClient bob = server.connect()) {
			bob.expect(GREETING)
				.say(name)
				.expect("A name has 1 to 24 letters, digits, '_', '-' or '.'. Type another name and press enter!")
				.say("\tbop\bb\u007fb ")
				.expect("Welcome bob! If you ever want to quit, type #quit to exit.");
		}
	}

	@Test
	void nulsAreNothing() {
		try (TestClient alice = server.join("alice")) {
			alice.send(new byte[1000]).say("fine").expect("alice: fine");
		}
	}

	@Test
	void aMegabyteOfTelnetEscapesIsALineOfItsBytes() {
		try (TestClient alice = server.join("alice")) {
			byte[] escapes = new byte[1024 * 1024];
			Arrays.fill(escapes, (byte) 255);
			alice.send(escapes)
				.say("")
				.expect("That line is over 1024 bytes; it was not sent.")
				.say("fine")
				.expect("alice: fine");
		}
	}

	@Test
	void aByteAtATimeIsALineAtLast() {
		try (TestClient alice = server.join("alice")) {
			for (byte octet : "trickled\r\n".getBytes(StandardCharsets.UTF_8)) {
				alice.send(octet);
			}
			alice.expect("alice: trickled");
		}
	}

}
