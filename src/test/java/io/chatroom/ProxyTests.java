package io.chatroom;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever comes through a trusted proxy has the address that its PROXY header says.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class ProxyTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String WELCOME = "Welcome alice! If you ever want to quit, type #quit to exit.";

	private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

	private static ChatServer server;

	@BeforeAll
	static void start() {
		server = ChatServer.start("chat.proxy.trusted=127.0.0.0/8");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void awaitEmptyRoom() {
		server.awaitNobody();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000       | 203.0.113.7
			PROXY TCP6 2001:db8::7 2001:db8::1 56324 5000     | 2001:db8::7
			PROXY UNKNOWN                                     | 127.0.0.1
			2111000c cb007107 c0000201 dc041388               | 203.0.113.7
			21110013 cb007107 c0000201 dc041388 0100046369616f | 203.0.113.7
			20000000                                          | 127.0.0.1
			""")
	void theHeadersAddressIsShown(String header, String address) {
		try (TestClient bob = behindProxy("bob"); TestClient whole = server.connect()) {
			whole.send(bytes(header)).say("alice").expect(GREETING, WELCOME).say("hi").expect("alice: hi");
			bob.expect("alice from [" + address + "] has joined the chat!", "alice: hi");
			whole.say("#quit").expect("#quit").expectEnd();
			bob.expect("alice has left the chat.").say("#quit").expect("#quit").expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000", "2111000c cb007107 c0000201 dc041388" })
	void nothingBehindTheHeaderIsLost(String header) {
		byte[] name = "alice\r\nhi\r\n#quit\r\n".getBytes(StandardCharsets.UTF_8);
		byte[] start = bytes(header);
		byte[] all = ByteBuffer.allocate(start.length + name.length).put(start).put(name).array();
		try (TestClient inOne = server.connect()) {
			inOne.send(all).expect(GREETING, WELCOME, "alice: hi", "#quit").expectEnd();
		}
		try (TestClient byteByByte = server.connect()) {
			for (byte octet : all) {
				byteByByte.send(octet);
			}
			byteByByte.expect(GREETING, WELCOME, "alice: hi", "#quit").expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "PROXY TCP4 203.0.113.07 192.0.2.1 56324 5000",
			"2111000b cb007107 c0000201 dc0413", "2111ffff", "PROXY TCP4 203.0.113.7" })
	void aMalformedHeaderIsTheEndAndIsCounted(String header) {
		double before = server.refused("proxy_header");
		try (TestClient bob = behindProxy("bob")) {
			try (TestClient client = server.connect()) {
				client.send(bytes(header)).finish();
				expectClosed(client);
			}
			await()
				.until(() -> server.factory().clients().count() == 1 && server.refused("proxy_header") == before + 1);
			bob.say("alone").expect("bob: alone");
		}
	}

	@Test
	void aLateHeaderIsTheEndAndIsCounted() {
		try (ChatServer hasty = ChatServer.start("chat.proxy.trusted=127.0.0.1", "chat.proxy.header-timeout=200ms");
				TestClient silent = hasty.connect();
				TestClient slow = hasty.connect().send("PROXY TCP4 203.0.113.7 ");
				TestClient inTime = hasty.connect().send(bytes("PROXY UNKNOWN"))) {
			expectClosed(silent);
			expectClosed(slow);
			await().until(() -> hasty.refused("proxy_header") == 2 && hasty.factory().clients().count() == 1);
			inTime.say("alice").expect(GREETING, WELCOME);
		}
	}

	@Test
	void aProxyThatOnlyKnocksIsNotCounted() {
		double before = server.refused("proxy_header");
		server.connect().close();
		server.connect().reset();
		await().until(() -> server.factory().clients().count() == 0);
		assertThat(server.refused("proxy_header")).isEqualTo(before);
	}

	@Test
	void aProxysOwnCheckCountsNowhereUntilItSaysSomething(CapturedOutput output) {
		TcpCounters counters = server.factory().counters();
		long opened = counters.opened();
		long gone = counters.closed(CloseReason.RESET) + counters.closed(CloseReason.END_OF_STREAM);
		int sockets = server.sockets();
		try (TestClient check = server.connect().send(bytes("20000000")).expect(GREETING)) {
			assertThat(server.factory().clients().count()).isZero();
			check.reset();
		}
		try (TestClient check = server.connect().send(bytes("20000000")).expect(GREETING)) {
			check.finish().expectEnd();
		}
		await().until(() -> server.sockets() == sockets);
		assertThat(counters.opened()).isEqualTo(opened);
		assertThat(counters.closed(CloseReason.RESET) + counters.closed(CloseReason.END_OF_STREAM)).isEqualTo(gone);
		assertThat(output).doesNotContain("onnected from");
		try (TestClient alice = server.connect().send(bytes("20000000")).expect(GREETING)) {
			alice.say("alice").expect(WELCOME);
			assertThat(counters.opened()).isEqualTo(opened + 1);
			assertThat(server.factory().clients().count()).isOne();
			assertThat(output).contains("Connected from 127.0.0.1").doesNotContain("Disconnected from");
		}
		await().untilAsserted(() -> assertThat(output).contains("Disconnected from 127.0.0.1"));
		assertThat(counters.closed(CloseReason.RESET) + counters.closed(CloseReason.END_OF_STREAM)).isEqualTo(gone + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000", "PROXY UNKNOWN",
			"2111000c cb007107 c0000201 dc041388", "20000000" })
	void fromAnyoneElseAHeaderIsTheEndAndIsCounted(String header, CapturedOutput output) {
		try (ChatServer other = ChatServer.start("chat.proxy.trusted=192.0.2.0/24,127.0.0.9");
				TestClient bob = other.join("bob")) {
			TcpCounters counters = other.factory().counters();
			byte[] start = bytes(header);
			for (int i = 1; i <= 3; i++) {
				try (TestClient balancer = other.connect()) {
					if (i < 3) {
						balancer.send(start);
					}
					else {
						for (byte octet : start) {
							balancer.send(octet);
						}
					}
					balancer.say("alice").say("hi").expect(GREETING).finish();
					expectClosed(balancer);
				}
				await().until(() -> other.factory().clients().count() == 1);
				assertThat(counters.rejected(RejectionReason.PROXY_HEADER)).isEqualTo(i);
			}
			assertThat(counters.opened()).isOne();
			assertThat(Arrays.stream(CloseReason.values())
				.filter((reason) -> reason.cause().equals("evicted"))
				.mapToLong(counters::closed)
				.sum()).isZero();
			bob.say("alone").expect("bob: alone");
		}
		assertThat(output.toString().split(" WARN ", -1)).hasSize(2);
		assertThat(output).contains("PROXY header from 127.0.0.1, not in chat.proxy.trusted: 1 closed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000", "2111000c cb007107 c0000201 dc041388" })
	void aHeaderBeforeTlsFromAnyoneElseIsTheEndAndIsCounted(String header, CapturedOutput output) {
		try (TlsServer other = TlsServer.start(); TestClient balancer = TestClient.connect(other.port())) {
			balancer.send(bytes(header)).finish();
			expectClosed(balancer);
			await().until(() -> other.chat().refused("proxy_header") == 1);
			assertThat(other.chat().refused("tls_handshake")).isZero();
		}
		assertThat(output).contains("PROXY header from 127.0.0.1, not in chat.proxy.trusted");
	}

	@Test
	void aSecondHeaderIsTheEndAndIsCounted(CapturedOutput output) {
		double before = server.refused("proxy_header");
		try (TestClient twice = server.connect().send(bytes("PROXY UNKNOWN")).send(bytes("PROXY UNKNOWN"))) {
			twice.say("alice").expect(GREETING).finish();
			expectClosed(twice);
		}
		await().until(() -> server.refused("proxy_header") == before + 1);
		assertThat(output).doesNotContain("not in chat.proxy.trusted");
	}

	@Test
	void textThatOnlyResemblesAHeaderIsText() {
		try (ChatServer other = ChatServer.lend(); TestClient client = other.connect()) {
			double before = other.refused("proxy_header");
			client.say("PROXY me").say("").say("").say("QUIT");
			client.expect(GREETING,
					"A name has 1 to 24 letters, digits, '_', '-' or '.'. Type another name and press enter!");
			assertThat(other.refused("proxy_header")).isEqualTo(before);
		}
	}

	private static TestClient behindProxy(String name) {
		TestClient client = server.connect().send(bytes("PROXY UNKNOWN")).say(name);
		return client.expect(GREETING, "Welcome " + name + "! If you ever want to quit, type #quit to exit.");
	}

	/**
	 * Returns a header: of version 1 without its line end, of version 2 without its
	 * signature, or what is none.
	 */
	private static byte[] bytes(String header) {
		return header.matches("[0-9a-f ]+") ? HexFormat.of().parseHex(SIGNATURE + header.replace(" ", ""))
				: (header + "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Reads the end, which may be a reset: what it has sent was not read to its end.
	 */
	private static void expectClosed(TestClient client) {
		try {
			client.expectEnd();
		}
		catch (UncheckedIOException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

}
