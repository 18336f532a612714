package io.chatroom;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.chatroom.ops.ChatHealthIndicator;
import org.junit.jupiter.api.Assumptions;
import io.chatroom.tcp.RoomConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpSender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The readiness probe: it works with every bind address and limit, and no metric counts
 * it.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class ReadinessTests {

	@ParameterizedTest
	@ValueSource(strings = { "chat.tcp.bind-address=0.0.0.0", "chat.tcp.bind-address=::", "chat.tcp.bind-address=::1",
			"chat.tcp.bind-address=127.0.0.7", "chat.tcp.framing=read", "chat.proxy.trusted=127.0.0.0/8",
			"chat.limits.deny=127.0.0.0/8" })
	void probesEveryBindAddress(String setting) throws Exception {
		Assumptions.assumeTrue(
				!setting.contains("::") || NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null);
		try (ChatServer server = ChatServer.start(setting)) {
			Map<String, String> before = counted(server);
			ChatHealthIndicator indicator = new ChatHealthIndicator(server.factory());
			await().untilAsserted(() -> assertThat(indicator.health().getStatus()).isEqualTo(Status.UP));
			await().untilAsserted(() -> assertThat(server.sockets()).isZero());
			assertThat(counted(server)).isEqualTo(before);
		}
	}

	@Test
	void isUpAtTheConnectionLimit(CapturedOutput output) {
		try (ChatServer server = ChatServer.start("chat.limits.max-connections=1",
				"chat.limits.connections-per-minute-per-address=1", "chat.limits.exempt=");
				TestClient alice = server.join("alice")) {
			await().until(() -> server.members() == 1);
			Map<String, String> before = counted(server);
			for (int i = 0; i < 3; i++) {
				assertThat(new ChatHealthIndicator(server.factory()).health().getStatus()).isEqualTo(Status.UP);
			}
			assertThat(counted(server)).isEqualTo(before);
			assertThat(server.factory().connected()).isOne();
			await().untilAsserted(() -> assertThat(server.sockets()).isOne());
			try (TestClient bob = server.connect()) {
				bob.expect("Too many connections. Try again later.").expectEnd();
			}
			assertThat(server.refused("too_many")).isOne();
			alice.say("#who").expect("1 here: alice");
		}
		assertThat(output).containsOnlyOnce("Refused {");
	}

	@Test
	void isDownWithoutGreetingAndProbesEveryFiveSeconds() {
		try (ChatServer server = ChatServer.start()) {
			AtomicInteger probes = new AtomicInteger();
			server.factory().registerSender(counting(probes));
			AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
			ChatHealthIndicator indicator = new ChatHealthIndicator(server.factory(), nanos::get);
			await().untilAsserted(() -> assertThat(indicator.health().getStatus()).isEqualTo(Status.UP));
			server.room().close();
			for (int i = 0; i < 10; i++) {
				assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			}
			nanos.addAndGet(Duration.ofMillis(4_999).toNanos());
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			assertThat(probes).hasValue(1);
			nanos.addAndGet(Duration.ofMillis(1).toNanos());
			assertThat(indicator.health()).isEqualTo(indicator.health());
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(probes).hasValue(2);
		}
	}

	private static TcpSender counting(AtomicInteger connections) {
		return new TcpSender() {

			@Override
			public void addNewConnection(TcpConnection connection) {
				if (!(connection instanceof RoomConnection)) {
					connections.incrementAndGet();
				}
			}

			@Override
			public void removeDeadConnection(TcpConnection connection) {
				// only new connections are counted
			}

		};
	}

	private static Map<String, String> counted(ChatServer server) {
		return server.scrape()
			.lines()
			.filter((line) -> line.matches("chat_(connections|clients|lines|sent|received|commands|members|outbox).*"))
			.collect(Collectors.toMap((line) -> line.substring(0, line.lastIndexOf(' ')),
					(line) -> line.substring(line.lastIndexOf(' '))));
	}

}
