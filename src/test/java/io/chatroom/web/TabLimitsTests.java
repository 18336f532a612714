package io.chatroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.GatewayKey;
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

	private static final String FROM_FAR = "203.0.113.7";

	@Test
	void evictsATabThatDoesNotRead() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb("chat.outbox.max-bytes=64KB");
				TestClient alice = server.join("alice");
				Socket tab = handshake(server, "")) {
			tab.getOutputStream().write(masked("sloth"));
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
				Socket tab = handshake(server, "")) {
			alice.expect("lively from [127.0.0.1] has joined the chat!");
			tab.getOutputStream().write(masked("ghost"));
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
			assertThat(status(server)).isEqualTo(503);
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
	void refusesPagesOfOthers() {
		try (ChatServer server = ChatServer.startWithWeb()) {
			assertThat(status(server, "Origin", "http://evil.example")).isEqualTo(403);
			assertThat(refused(server, "origin")).isOne();
		}
	}

	@Test
	void refusesPagesWhoseNameWasMadeToPointHere() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb()) {
			String page = "rebound.example:" + server.webPort();
			assertThat(answer(server, "Host: " + page + "\r\nOrigin: http://" + page + "\r\n"))
				.isEqualTo("HTTP/1.1 403");
		}
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1")) {
			assertThat(answer(server,
					"Host: chat.example\r\nOrigin: https://chat.example\r\nX-Forwarded-For: " + FROM_FAR + "\r\n"))
				.isEqualTo("HTTP/1.1 101");
		}
	}

	@Test
	void keepsOneAddressFromTakingAllConnections() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb("chat.web.max-sessions=1", "chat.limits.exempt=192.0.2.1/32",
				"chat.limits.max-connections-per-address=2")) {
			List<Socket> greedy = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				Socket socket = new Socket();
				greedy.add(socket);
				socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.5"), 0));
				socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.webPort()));
				socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.UTF_8));
			}
			await().until(() -> refused(server, "too_many_from_address") == 100 - 66);
			Tab.join(server.webPort(), "other").close();
			// a request has to be complete in time
			assertThat(readQuietly(greedy.getFirst().getInputStream())).isLessThanOrEqualTo(0);
			for (Socket socket : greedy) {
				socket.close();
			}
		}
	}

	@Test
	void compressesNoLines() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb();
				Socket tab = handshake(server, "Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
			tab.setSoTimeout(5000);
			StringBuilder head = new StringBuilder();
			while (head.indexOf("\r\n\r\n") < 0) {
				head.append((char) tab.getInputStream().read());
			}
			assertThat(head.toString()).contains("Sec-WebSocket-Accept").doesNotContain("Sec-WebSocket-Extensions");
		}
	}

	@Test
	void countsTheAddressThatATrustedProxyNames() {
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1,10.0.0.0/8",
				"chat.limits.max-connections-per-address=1");
				Tab bob = forwarded(server, "6.6.6.6, " + FROM_FAR + ", 10.0.0.1")) {
			bob.expect("prompt");
			bob.say("bob");
			bob.expect("welcome");
			assertThat(server.room().members()).singleElement()
				.satisfies((member) -> assertThat(member.address()).isEqualTo(FROM_FAR));
			try (Tab second = forwarded(server, FROM_FAR); Tab other = forwarded(server, "203.0.113.8")) {
				assertThat(second.expect("bye").get("text").asString())
					.isEqualTo("Too many connections. Try again later.");
				assertThat(second.awaitClosed()).isEqualTo(1000);
				other.expect("prompt");
			}
			assertThat(status(server)).as("the proxy must say who it is").isEqualTo(400);
			assertThat(Program.of(server, "bot").say("lobby", "hello").statusCode()).isEqualTo(400);
			assertThat(refused(server, "forwarded")).isEqualTo(2);
		}
	}

	@Test
	void believesNoOtherProxy() {
		try (ChatServer server = ChatServer.startWithWeb(); Tab bob = forwarded(server, FROM_FAR)) {
			bob.expect("prompt");
			bob.say("bob");
			bob.expect("welcome");
			assertThat(server.room().members()).singleElement()
				.satisfies((member) -> assertThat(member.address()).isEqualTo("127.0.0.1"));
		}
	}

	@Test
	void boundsAFloodOfSessionsFromOneAddress() {
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1",
				"chat.limits.connections-per-minute-per-address=5")) {
			for (int i = 0; i < 30; i++) {
				try (Tab tab = forwarded(server, FROM_FAR)) {
					assertThat(tab.expect((i < 5) ? "prompt" : "bye").get("text").asString()).isNotEmpty();
				}
			}
			assertThat(server.refused("too_fast")).isEqualTo(25);
			await().until(() -> server.sockets() == 0);
		}
	}

	@Test
	void takesPasswordsFromTheMachineItselfOrThroughTlsAlone() {
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1");
				Tab plain = forwarded(server, FROM_FAR);
				Tab secure = Tab.open(HttpClient.newHttpClient(), server.webPort(), "X-Forwarded-For", FROM_FAR,
						"X-Forwarded-Proto", "https")) {
			plain.expect("prompt");
			plain.say("plain");
			plain.expect("welcome");
			plain.say("#register correct horse");
			assertThat(plain.expect("refused").get("code").asString()).isEqualTo("tls-only");
			secure.expect("prompt");
			secure.say("secure");
			secure.expect("welcome");
			secure.say("#register correct-horse");
			assertThat(secure.expect("notice").get("text").asString()).startsWith("secure is yours now.");
		}
	}

	@Test
	void admitsNobodyToTheGatewaysPortWithoutTheKey() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1")) {
			InetSocketAddress gateway = Objects.requireNonNull(server.factory().gatewayAddress());
			byte[] header = GatewayHeader.of(
					new Visitor(new InetSocketAddress(InetAddress.ofLiteral(FROM_FAR), 1), true), gateway,
					GatewayKey.random(), "alice");
			for (byte[] first : new byte[][] { "alice\r\n".getBytes(StandardCharsets.UTF_8),
					"PROXY TCP4 203.0.113.7 192.0.2.1 1 2\r\n".getBytes(StandardCharsets.UTF_8),
					HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000"), header }) {
				try (Socket local = new Socket(gateway.getAddress(), gateway.getPort())) {
					local.getOutputStream().write(first);
					assertThat(readQuietly(local.getInputStream())).isLessThanOrEqualTo(0);
				}
			}
			assertThat(server.refused("proxy_header")).isEqualTo(4);
			assertThat(gateway.getAddress().isLoopbackAddress()).isTrue();
		}
	}

	private static int readQuietly(InputStream in) {
		try {
			return in.readNBytes(1).length;
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static Tab forwarded(ChatServer server, String addresses) {
		return Tab.open(HttpClient.newHttpClient(), server.webPort(), "X-Forwarded-For", addresses);
	}

	private static int status(ChatServer server, String... headers) {
		try (Tab _ = Tab.open(HttpClient.newHttpClient(), server.webPort(), headers)) {
			throw new AssertionError("opened");
		}
		catch (CompletionException ex) {
			return ((WebSocketHandshakeException) Objects.requireNonNull(ex.getCause())).getResponse().statusCode();
		}
	}

	private static double refused(ChatServer server, String reason) {
		return server.count("chat.web.refused", "reason", reason);
	}

	private static double ended(ChatServer server, String cause) {
		return server.count("chat.web.sessions.ended", "cause", cause);
	}

	/**
	 * Opens a session that does nothing by itself: it answers no ping and reads nothing.
	 */
	private static Socket handshake(ChatServer server, String headers) throws IOException {
		Socket socket = ask(server, "Host: localhost\r\n" + headers);
		assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 101");
		return socket;
	}

	private static String answer(ChatServer server, String headers) throws IOException {
		try (Socket socket = ask(server, headers)) {
			return statusLine(socket);
		}
	}

	private static String statusLine(Socket socket) throws IOException {
		return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
	}

	private static Socket ask(ChatServer server, String headers) throws IOException {
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.connect(new InetSocketAddress("localhost", server.webPort()));
		socket.getOutputStream()
			.write(("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
				.getBytes(StandardCharsets.UTF_8));
		return socket;
	}

	/**
	 * Returns a short text frame, masked with zeros.
	 */
	private static byte[] masked(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		byte[] frame = new byte[6 + bytes.length];
		frame[0] = (byte) 0x81;
		frame[1] = (byte) (0x80 | bytes.length);
		System.arraycopy(bytes, 0, frame, 6, bytes.length);
		return frame;
	}

}
