package io.chatroom.web;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Tab;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Browsers that are slow, silent, hostile or too many.
 */
class TabLimitsTests {

	@Test
	void evictsATabThatDoesNotRead() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb("chat.outbox.max-bytes=64KB");
				TestClient alice = server.join("alice");
				RawTab _ = RawTab.join(server, "sloth")) {
			alice.expect("sloth from [127.0.0.1] has joined the chat!");
			String long1 = "x".repeat(1000);
			String line = "";
			while (!Objects.equals(line, "sloth has left the chat.")) {
				alice.say(long1);
				line = alice.read();
			}
			assertThat(server.factory().counters().evicted(CloseReason.OVERFLOW)).isOne();
		}
	}

	@Test
	void slowsATabThatTalksTooFast() {
		try (ChatServer server = ChatServer.startWithWeb("chat.limits.messages-per-second=50", "chat.limits.burst=5");
				TestClient alice = server.join("alice");
				Tab bob = Tab.join(server.webPort(), "bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			IntStream.range(0, 100).forEach((i) -> bob.say("line " + i));
			IntStream.range(0, 100).forEach((i) -> alice.expect("bob: line " + i));
			assertThat(server.factory().counters().heldBackSeconds()).isPositive();
		}
	}

	@Test
	void disconnectsATabThatAnswersNoPing() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb("chat.web.ping-interval=2s");
				TestClient alice = server.join("alice");
				Tab lively = Tab.join(server.webPort(), "lively");
				RawTab _ = RawTab.join(server, "ghost")) {
			alice.expect("lively from [127.0.0.1] has joined the chat!");
			alice.expect("ghost from [127.0.0.1] has joined the chat!");
			alice.expect("ghost has left the chat.");
			await().until(() -> ended(server, "silent") == 1);
			lively.say("still here");
			alice.expect("lively: still here");
		}
	}

	@Test
	void endsASessionWithAHugeFrame() {
		try (ChatServer server = ChatServer.startWithWeb(); Tab tab = Tab.join(server.webPort(), "huge")) {
			tab.say("x".repeat(2000));
			assertThat(tab.expect("refused").get("code").asString()).isEqualTo("too-long");
			tab.say("x".repeat(1 << 20));
			assertThat(tab.awaitClosed()).isEqualTo(1009);
			await().until(() -> ended(server, "too_long") == 1 && server.members() == 0);
		}
	}

	@Test
	void takesAFrameAsLongAsALine() {
		try (ChatServer server = ChatServer.startWithWeb("chat.tcp.max-line-length=65536");
				Tab tab = Tab.join(server.webPort(), "long")) {
			String line = "x".repeat(65_536);
			tab.say(line);
			assertThat(tab.expect("said").get("text").asString()).isEqualTo(line);
		}
	}

	@Test
	void endsASessionWithABinaryFrame() {
		try (ChatServer server = ChatServer.startWithWeb(); Tab tab = Tab.join(server.webPort(), "binary")) {
			tab.sendBinary();
			assertThat(tab.awaitClosed()).isEqualTo(1003);
			await().until(() -> ended(server, "binary") == 1 && server.members() == 0);
		}
	}

	@Test
	void refusesMoreSessionsThanTheMost() {
		try (ChatServer server = ChatServer.startWithWeb("chat.web.max-sessions=2");
				Tab first = Tab.open(server.webPort());
				Tab second = Tab.open(server.webPort())) {
			first.expect("prompt");
			second.expect("prompt");
			assertThat(Tab.refusal(server.webPort())).isEqualTo(503);
			assertThat(refused(server, "too_many")).isOne();
			second.abort();
			await().until(() -> ended(server, "tab") == 1);
			Tab.open(server.webPort()).close();
		}
	}

	@Test
	void countsProgramsAsSessions() {
		try (ChatServer server = ChatServer.startWithWeb("chat.web.max-sessions=1")) {
			Program bot = Program.of(server, "bot");
			assertThat(bot.say("lobby", "hello").statusCode()).isEqualTo(200);
			try (Tab tab = Tab.open(server.webPort())) {
				tab.expect("prompt");
				assertThat(bot.say("lobby", "hello").statusCode()).isEqualTo(503);
			}
			assertThat(refused(server, "too_many")).isOne();
		}
	}

	@Test
	void followsARoomInWhichNothingHappens() {
		try (ChatServer server = ChatServer.startWithWeb("chat.web.ping-interval=300ms", "chat.limits.idle-timeout=2s");
				Program.Stream stream = Program.of(server, "patient").follow("lobby", null)) {
			stream.begin();
			assertThat(Stream.generate(stream::line).filter(":"::equals).limit(10)).hasSize(10);
		}
	}

	@Test
	void namesNoSoftware() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb();
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.webPort())) {
			socket.getOutputStream()
				.write("GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.UTF_8));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 400")
				.doesNotContainIgnoringCase("tomcat", "apache", "exception");
		}
	}

	@Test
	void compressesNoLines() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb();
				RawTab tab = RawTab.ask(server,
						"Host: localhost\r\nSec-WebSocket-Extensions: permessage-deflate\r\n")) {
			assertThat(tab.head()).contains("Sec-WebSocket-Accept").doesNotContain("Sec-WebSocket-Extensions");
		}
	}

	@Test
	void closesAStreamThatTakesNothing() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient alice = server.join("alice");
				RawTab _ = RawTab.follow(server, "lobby", Program.secret(server, "sloth"))) {
			// more than fits between them, and less than its outbox may have
			String line = "x".repeat(1000);
			IntStream.range(0, 500).forEach((i) -> alice.say(line).expect("alice: " + line));
			await().until(() -> server.sockets() == 1);
			assertThat(server.factory().counters().evicted(CloseReason.OVERFLOW)).isZero();
		}
	}

	private static double refused(ChatServer server, String reason) {
		return server.count("chat.web.refused", "reason", reason);
	}

	private static double ended(ChatServer server, String cause) {
		return server.count("chat.web.sessions.ended", "cause", cause);
	}

}
