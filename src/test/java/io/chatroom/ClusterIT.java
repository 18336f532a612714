package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ClosedPort;
import io.chatroom.testing.RedisServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * One node of several: what it says of its engine, and what it keeps there.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class ClusterIT {

	@TempDir
	Path files;

	private ChatServer node(String... settings) {
		List<String> all = new ArrayList<>(List.of("chat.cluster.enabled=true", "chat.cluster.node=n1"));
		all.addAll(List.of(settings));
		return ChatServer.startWithHttp(all.toArray(String[]::new));
	}

	private RedisServer redis(String name, String... options) throws Exception {
		return RedisServer.start(Files.createDirectory(this.files.resolve(name)), options);
	}

	@Test
	@SuppressWarnings("try") // closed before the next server starts
	void keepsRoomsInRedis(CapturedOutput output) throws Exception {
		try (RedisServer redis = redis("a")) {
			String url = "spring.data.redis.url=" + redis.uri();
			try (ChatServer server = node(url); TestClient alice = server.join("alice")) {
				alice.say("kept").expect("alice: kept");
				assertThat(server.scrape()).contains("chat_log_batch_events_sum 2.0", "chat_log_up 1.0",
						"chat_log_durable 1.0", "chat_log_evicts 0.0", "chat_log_echo_seconds_count 2");
				await().untilAsserted(() -> assertThat(server.scrape()).contains("chat_log_waiting 0.0",
						"chat_log_lag 0.0", "chat_log_rooms 1.0"));
				alice.say("#quit");
				server.awaitNobody();
			}
			String unused = "chat.data.directory=" + this.files.resolve("unused");
			try (ChatServer server = node(url, unused); TestClient bob = server.join("bob")) {
				assertThat(bob.say("#history").read()).endsWith("alice: kept");
				bob.say("#quit");
				server.awaitNobody();
			}
		}
		assertThat(output).contains("Rooms are kept in Redis")
			.doesNotContain("Rooms are kept in /", "Redis may", "ERROR", "\tat ");
		assertThat(this.files.resolve("unused")).doesNotExist();
	}

	@Test
	void startsWithoutRedisByDefault() {
		try (ChatServer server = ChatServer.startWithHttp()) {
			assertThat(server.scrape()).doesNotContain("chat_log_up", "lettuce");
			assertThat(Objects.requireNonNull(server.setting("chat.tcp.port"))).isNotNull();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("lettuce"));
		}
	}

	@Test
	void warnsOfEngineThatMayLoseLines(CapturedOutput output) throws Exception {
		try (RedisServer redis = redis("a", "--appendfsync", "everysec", "--maxmemory", "100mb", "--maxmemory-policy",
				"allkeys-lru"); ChatServer server = node("spring.data.redis.url=" + redis.uri())) {
			assertThat(server.scrape()).contains("chat_log_durable 0.0", "chat_log_evicts 1.0");
		}
		assertThat(output)
			.contains("Redis may lose lines that people have seen, when it or its machine fails: set"
					+ " appendonly yes and appendfsync always")
			.contains("Redis may throw rooms away when its memory is full: set maxmemory-policy noeviction");
	}

	@Test
	void namesWhatIsWrongWithEngine(CapturedOutput output) throws Exception {
		try (RedisServer redis = redis("a", "--requirepass", "secret")) {
			assertThatException().isThrownBy(
					() -> node("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + redis.port()).close());
			assertThat(output).contains("Cannot start: spring.data.redis.password=****** is missing: Redis wants one.");
			assertThatException()
				.isThrownBy(() -> node("spring.data.redis.url=redis://:wrong@127.0.0.1:" + redis.port()).close());
			assertThat(output).contains("Cannot start: spring.data.redis.password=****** is wrong.");
			node("spring.data.redis.url=redis://:secret@127.0.0.1:" + redis.port()).close();
		}
		try (RedisServer primary = redis("b");
				RedisServer replica = redis("c", "--replicaof", "127.0.0.1 " + primary.port())) {
			assertThatException().isThrownBy(() -> node("spring.data.redis.url=" + replica.uri()).close());
			assertThat(output).contains("Cannot start: spring.data.redis.url=" + replica.uri()
					+ " is a replica. Use its" + " primary, or name the Sentinels: spring.data.redis.sentinel.nodes.");
		}
		assertThat(output).doesNotContain("secret", "wrong@", "\tat ");
	}

	@Test
	void refusesBeatThatIsTooSlow(CapturedOutput output) {
		assertThatException().isThrownBy(() -> node("chat.cluster.lease=8s").close());
		assertThat(output)
			.contains("Cannot start: chat.cluster.beat=3000ms is more than a third of chat.cluster.lease=8000ms.");
	}

	@Test
	void saysThatEngineIsNotThere(CapturedOutput output) throws Exception {
		try (ClosedPort port = new ClosedPort()) {
			assertThatException().isThrownBy(
					() -> node("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port.number()).close());
			assertThat(output)
				.contains("Cannot start: spring.data.redis.host=127.0.0.1:" + port.number() + " cannot be reached: ")
				.contains("Connection refused")
				.doesNotContain("\tat ");
		}
	}

}
