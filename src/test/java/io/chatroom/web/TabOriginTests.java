package io.chatroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import io.chatroom.chat.Member;
import io.chatroom.protocol.GatewayKey;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Tab;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where a session comes from: the page, the address, and the proxy.
 */
class TabOriginTests {

	private static final String FROM_FAR = "203.0.113.7";

	@Test
	void refusesPagesOfOthers() {
		try (ChatServer server = ChatServer.startWithWeb()) {
			assertThat(Tab.refusal(server.webPort(), "Origin", "http://evil.example")).isEqualTo(403);
			assertThat(refused(server, "origin")).isOne();
		}
	}

	@Test
	void refusesPagesWhoseNameWasMadeToPointHere() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb()) {
			String page = "rebound.example:" + server.webPort();
			assertThat(answer(server, "Host: " + page + "\r\nOrigin: http://" + page + "\r\n"))
				.startsWith("HTTP/1.1 403");
		}
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1")) {
			assertThat(answer(server,
					"Host: chat.example\r\nOrigin: https://chat.example\r\nX-Forwarded-For: " + FROM_FAR + "\r\n"))
				.startsWith("HTTP/1.1 101");
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
	void countsTheAddressThatATrustedProxyNames() {
		try (ChatServer server = ChatServer.startWithWeb("chat.proxy.trusted=127.0.0.1,10.0.0.0/8",
				"chat.limits.max-connections-per-address=1");
				Tab bob = forwarded(server, "6.6.6.6, " + FROM_FAR + ", 10.0.0.1")) {
			bob.join("bob");
			assertThat(server.room().rooms().list().members()).extracting(Member::address).containsExactly(FROM_FAR);
			try (Tab second = forwarded(server, FROM_FAR); Tab other = forwarded(server, "203.0.113.8")) {
				assertThat(second.expect("bye").get("text").asString())
					.isEqualTo("Too many connections. Try again later.");
				assertThat(second.awaitClosed()).isEqualTo(1000);
				other.expect("prompt");
			}
			assertThat(Tab.refusal(server.webPort())).as("the proxy must say who it is").isEqualTo(400);
			assertThat(Program.of(server, "bot").say("lobby", "hello").statusCode()).isEqualTo(400);
			assertThat(refused(server, "forwarded")).isEqualTo(2);
		}
	}

	@Test
	void believesNoOtherProxy() {
		try (ChatServer server = ChatServer.startWithWeb(); Tab bob = forwarded(server, FROM_FAR)) {
			bob.join("bob");
			assertThat(server.room().rooms().list().members()).extracting(Member::address).containsExactly("127.0.0.1");
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
			plain.join("plain").say("#register correct horse");
			assertThat(plain.expect("refused").get("code").asString()).isEqualTo("tls-only");
			secure.join("secure").say("#register correct-horse");
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
		// a proxy passes on the other header, which the browser may have made up
		return Tab.open(HttpClient.newHttpClient(), server.webPort(), "X-Forwarded-For", addresses, "Forwarded",
				"for=192.0.2.1;proto=https");
	}

	private static String answer(ChatServer server, String headers) throws IOException {
		try (RawTab tab = RawTab.ask(server, headers)) {
			return tab.head();
		}
	}

	private static double refused(ChatServer server, String reason) {
		return server.count("chat.web.refused", "reason", reason);
	}

}
