package io.chatroom;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.chatroom.ops.ChatHealthIndicator;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.ChannelInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Readiness names the part that does not respond. It connects nowhere, so no limit
 * applies and no metric counts it.
 */
@Isolated
class ReadinessTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final CountDownLatch blocked = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void isUpAtTheConnectionLimitUntilItAcceptsNobody() {
		try (ChatServer server = ChatServer.start("chat.limits.max-connections=1", "chat.limits.deny=127.0.0.2");
				TestClient alice = server.join("alice")) {
			await().until(() -> server.members() == 1);
			// the first time, the writer may still count alice's welcome
			await().untilAsserted(() -> {
				Map<String, String> before = counted(server);
				for (int i = 0; i < 10; i++) {
					assertThat(health(server, LONG)).isEqualTo(up(server));
					assertThat(server.sockets()).isOne();
				}
				assertThat(counted(server)).isEqualTo(before);
			});
			server.factory().refuse();
			assertThat(health(server, LONG).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			alice.say("#who").expect("1 here: alice");
		}
	}

	private static Health up(ChatServer server) {
		return Health.up()
			.withDetail("connected", 1)
			.withDetail("address", "127.0.0.1")
			.withDetail("port", server.port())
			.build();
	}

	@Test
	void isDownWhileAWriterIsStuck() throws Exception {
		try (ChatServer server = ChatServer.start(); TestClient alice = server.join("alice")) {
			server.factory().onDelivery((nanos) -> {
				// the sender's own thread may be the last that delivers
				if (Thread.currentThread().getName().equals("chat-writer")) {
					block();
				}
			});
			await().until(() -> {
				alice.say("hi");
				return this.blocked.getCount() == 0;
			});
			assertDown(server, "writer does not respond");
		}
	}

	@Test
	void isDownWhileTheRoomsLockIsHeld() throws Exception {
		ChannelInterceptor blocking = new ChannelInterceptor() {

			@Override
			public Message<?> preSend(Message<?> message, MessageChannel channel) {
				block();
				return message;
			}

		};
		try (ChatServer server = ChatServer.lend()) {
			// what goes to the clients is sent under the lock
			server.toClients().addInterceptor(blocking);
			Thread.ofVirtual().start(() -> server.room().moderation().announce("server", "hi", null));
			assertDown(server, "room does not respond");
			server.toClients().removeInterceptor(blocking);
		}
	}

	private void assertDown(ChatServer server, String probe) throws InterruptedException {
		assertThat(this.blocked.await(60, TimeUnit.SECONDS)).isTrue();
		try {
			// on a slow machine another part may be late once
			await().untilAsserted(() -> {
				Health down = health(server, Duration.ofMillis(100));
				assertThat(down.getStatus()).isEqualTo(Status.DOWN);
				assertThat(down.getDetails()).containsEntry("probe", probe);
			});
		}
		finally {
			this.released.countDown();
		}
		await().untilAsserted(() -> assertThat(health(server, LONG).getStatus()).isEqualTo(Status.UP));
	}

	private void block() {
		this.blocked.countDown();
		try {
			this.released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Health health(ChatServer server, Duration timeout) {
		return new ChatHealthIndicator(server.factory(), server.room(), timeout).health();
	}

	private static Map<String, String> counted(ChatServer server) {
		return server.scrape()
			.lines()
			.filter((line) -> line.matches("chat_(connections|clients|lines|sent|received|commands|members|outbox).*"))
			.collect(Collectors.toMap((line) -> line.substring(0, line.lastIndexOf(' ')),
					(line) -> line.substring(line.lastIndexOf(' '))));
	}

}
