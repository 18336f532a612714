package io.chatroom;

import java.util.Arrays;
import java.util.List;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What ends before its first byte, as a port probe does, is no visitor: nobody's log, no
 * counter but its own, and no place in its address's minute.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class EmptyConnectionTests {

	private static final String PROXY = "127.0.0.9";

	private static final int PER_MINUTE = 3;

	private static TlsServer server;

	@BeforeAll
	static void start() {
		server = TlsServer.start("chat.limits.exempt=", "chat.proxy.trusted=" + PROXY,
				"chat.limits.connections-per-minute-per-address=" + PER_MINUTE);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void awaitNobody() {
		server.chat().awaitNobody();
	}

	@ParameterizedTest
	@EnumSource
	void isNoVisitor(Knock knock, CapturedOutput output) {
		TcpCounters counters = server.chat().factory().counters();
		List<Long> before = counts(counters);
		long empty = counters.empty();
		int logged = output.length();
		for (int i = 1; i <= 2 * PER_MINUTE; i++) {
			try (TestClient probe = knock.connect()) {
				if (i % 2 == 0) {
					probe.reset();
				}
			}
			long ended = empty + i;
			await().until(() -> counters.empty() == ended && server.chat().sockets() == 0);
		}
		assertThat(counts(counters)).isEqualTo(before);
		// the summary of a minute is about what came before
		assertThat(output.toString().substring(logged).lines().filter((line) -> !line.contains("ActivityLog")))
			.noneMatch((line) -> line.contains(" INFO ") || line.contains(" WARN ") || line.contains(" ERROR "));
	}

	@Test
	void givesItsPlaceToAPerson() {
		TcpCounters counters = server.chat().factory().counters();
		long empty = counters.empty();
		for (int i = 1; i <= 2 * PER_MINUTE; i++) {
			TestClient.connectFrom("127.0.0.3", server.chat().port()).close();
			long ended = empty + i;
			await().until(() -> counters.empty() == ended && server.chat().sockets() == 0);
		}
		try (TestClient alice = TestClient.connectFrom("127.0.0.3", server.chat().port())) {
			ChatServer.join(alice, "alice").say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void oneThatTheServiceEndsIsAVisitor() {
		try (ChatServer hasty = ChatServer.start("chat.limits.name-deadline=1ms", "chat.tcp.drain-timeout=50ms");
				TestClient silent = hasty.connect()) {
			silent.read();
			silent.read();
			silent.expectEnd();
			TcpCounters counters = hasty.factory().counters();
			await().until(() -> counters.closed(CloseReason.NAMELESS) == 1);
			assertThat(counters.opened()).isOne();
			assertThat(counters.empty()).isZero();
		}
	}

	@Test
	void oneThatPressesEnterIsAVisitor() {
		TcpCounters counters = server.chat().factory().counters();
		long opened = counters.opened();
		long empty = counters.empty();
		TestClient.connectFrom("127.0.0.4", server.chat().port()).say("").finish().close();
		await().until(() -> counters.opened() == opened + 1 && server.chat().sockets() == 0);
		assertThat(counters.empty()).isEqualTo(empty);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n", "OPTIONS * HTTP/1.0\n" })
	void anHttpProbeCountsOnceAsRefused(String requestLine) {
		TcpCounters counters = server.chat().factory().counters();
		List<Long> before = counts(counters);
		long refused = counters.rejected(RejectionReason.HTTP);
		try (TestClient scanner = TestClient.connectFrom("127.0.0.5", server.chat().port())) {
			// the line in two parts, as the network may split it
			scanner.send(requestLine.substring(0, 5)).send(requestLine.substring(5) + "Host: chat\r\n\r\n");
			scanner.read();
			scanner.expect("HTTP/1.1 400 Bad Request");
		}
		await().until(() -> server.chat().sockets() == 0);
		assertThat(counters.rejected(RejectionReason.HTTP)).isEqualTo(refused + 1);
		assertThat(counts(counters)).isEqualTo(List.of(before.get(0), before.get(1), before.get(2) + 1));
	}

	@Test
	void anHttpProbeIsOneLineOfTheLog(CapturedOutput output) {
		try (ChatServer fresh = ChatServer.start(); TestClient scanner = fresh.connect()) {
			int logged = output.length();
			scanner.say("GET / HTTP/1.1").read();
			scanner.expect("HTTP/1.1 400 Bad Request").reset();
			await().until(() -> fresh.sockets() == 0);
			assertThat(output.toString().substring(logged).lines().filter((line) -> line.contains(" INFO ")))
				.singleElement()
				.asString()
				.contains("Refused 127.0.0.1: http");
		}
	}

	private static List<Long> counts(TcpCounters counters) {
		return List.of(counters.opened(), Arrays.stream(CloseReason.values()).mapToLong(counters::closed).sum(),
				Arrays.stream(RejectionReason.values()).mapToLong(counters::rejected).sum());
	}

	/**
	 * Where a port probe comes to.
	 */
	enum Knock {

		PLAIN {
			@Override
			TestClient connect() {
				return server.chat().connect();
			}
		},
		TLS {
			@Override
			TestClient connect() {
				return TestClient.connect(server.port());
			}
		},
		PROXY_WITHOUT_HEADER {
			@Override
			TestClient connect() {
				return TestClient.connectFrom(PROXY, server.chat().port());
			}
		},
		BEHIND_PROXY {
			@Override
			TestClient connect() {
				return TestClient.connectFrom(PROXY, server.chat().port()).send(HEADER);
			}
		},
		BEHIND_PROXY_TLS {
			@Override
			TestClient connect() {
				return TestClient.connectFrom(PROXY, server.port()).send(HEADER);
			}
		};

		private static final String HEADER = "PROXY TCP4 203.0.113.7 127.0.0.1 1234 5000\r\n";

		abstract TestClient connect();

	}

}
