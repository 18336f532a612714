package io.chatroom;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.chat.Member;
import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.ClientTraffic;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients ask for what only the database still has.
 */
class DeepHistoryIT {

	private static final int SAID = 5000;

	private static final String LONG = " " + "x".repeat(200);

	@TempDir
	Path data;

	private ChatServer start() {
		return ChatServer.start("chat.data.directory=" + this.data, "chat.room.history=50",
				"chat.outbox.max-bytes=64KB", "chat.limits.idle-timeout=0");
	}

	/**
	 * Says numbered lines, the next when the last but 20 has come back.
	 */
	private static void talk(TestClient client, int from, int to) {
		talk(client, from, to, LONG);
	}

	private static void talk(TestClient client, int from, int to, String rest) {
		for (int i = from; i < to; i++) {
			client.say(i + rest);
			if (i - from >= 20) {
				client.expect("alice: " + (i - 20) + rest);
			}
		}
		for (int i = Math.max(from, to - 20); i < to; i++) {
			client.expect("alice: " + i + rest);
		}
	}

	@Test
	void isReadBySlowClientWhileOthersTalk() throws Exception {
		try (ChatServer server = start(); TestClient alice = server.join("alice")) {
			talk(alice, 0, SAID);
			try (TestClient slow = ChatServer.join(server.connectNarrow(), "slow")) {
				alice.expect("slow from [127.0.0.1] has joined the chat!");
				slow.say("#history 4000");
				AtomicBoolean read = new AtomicBoolean();
				Thread talking = Thread.ofVirtual().start(() -> {
					for (int i = SAID; !read.get(); i++) {
						alice.say(i + LONG).expect("alice: " + i + LONG);
					}
				});
				List<String> old = new ArrayList<>();
				List<String> live = new ArrayList<>();
				while (old.size() < 4000) {
					String line = String.valueOf(slow.read());
					(line.startsWith("[") ? old : live).add(line.substring(line.indexOf("alice: ")));
				}
				read.set(true);
				talking.join();
				slow.say("#who");
				String line = String.valueOf(slow.read());
				while (!line.startsWith("2 here: ")) {
					live.add(line);
					line = String.valueOf(slow.read());
				}
				int first = Integer.parseInt(old.getFirst().split(" ", -1)[1]);
				assertThat(first).as("what came before the request is among it").isBetween(1000, 1000 + live.size());
				assertThat(old).isEqualTo(lines(first, first + 4000));
				List<String> received = lines(SAID, SAID + live.size());
				assertThat(live).isEqualTo(received);
			}
			assertThat(server.factory().counters().opened()).isEqualTo(2);
		}
	}

	/**
	 * More than the buffers of the system take: the server has to wait for the client.
	 */
	@Test
	void waitsForClientThatDoesNotRead() {
		String full = " " + "x".repeat(900);
		try (ChatServer server = start(); TestClient alice = server.join("alice")) {
			talk(alice, 0, SAID, full);
			try (TestClient slow = ChatServer.join(server.connectNarrow(), "slow")) {
				alice.expect("slow from [127.0.0.1] has joined the chat!");
				slow.say("#history 4000");
				Member member = server.room()
					.rooms()
					.list()
					.members()
					.stream()
					.filter((one) -> one.name().equals("slow"))
					.findFirst()
					.orElseThrow();
				await().until(() -> {
					ClientTraffic traffic = server.factory().clients().traffic(member.client());
					return traffic == null || traffic.queuedBytes() > 32 * 1024;
				});
				// the two take turns in reading the database, so slow could be sent far
				// more by then
				alice.say("#history 1000");
				for (int i = SAID - 1000; i < SAID; i++) {
					assertThat(alice.read()).endsWith("alice: " + i + full);
				}
				for (int i = SAID - 4000; i < SAID; i++) {
					assertThat(slow.read()).endsWith("alice: " + i + full);
				}
				slow.say("#who").expect("2 here: alice, slow");
			}
			assertThat(server.factory().counters().evicted(CloseReason.OVERFLOW)).isZero();
		}
	}

	private static List<String> lines(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> "alice: " + i + LONG).toList();
	}

	@Test
	void isResumedAfterRestartWhileOthersTalk() {
		String epoch;
		try (ChatServer server = start(); TestClient alice = server.join("alice")) {
			talk(alice, 0, SAID);
			alice.say("#format json");
			epoch = alice.event().get("epoch").asString();
		}
		try (ChatServer server = start();
				TestClient alice = server.join("alice");
				TestClient slow = server.connectNarrow()) {
			slow.say("#format json").say("#resume 17 " + epoch).say("slow").read();
			List<JsonNode> events = new ArrayList<>();
			while (events.size() < SAID) {
				alice.say("hello");
				events.add(slow.event());
				events.add(slow.event());
			}
			alice.say("the last");
			while (!events.getLast().path("text").asString("").equals("the last")) {
				events.add(slow.event());
			}
			List<JsonNode> numbered = events.stream().filter((event) -> event.has("seq")).skip(1).toList();
			assertThat(numbered).extracting((event) -> event.get("seq").asLong())
				.containsExactlyElementsOf(LongStream.range(18, 18 + numbered.size()).boxed().toList());
			assertThat(numbered).extracting((event) -> event.get("event").asString()).containsOnlyOnce("welcome");
		}
	}

	@Test
	void refusesWhatCannotBeRead() throws Exception {
		try (ChatServer server = start(); TestClient alice = server.join("alice")) {
			talk(alice, 0, 100);
			sql("alter table piece rename to away");
			sql("alter table room_key rename to no_key");
			String refused = "The server cannot read what it has stored. Try again later.";
			alice.say("#history 100").expect(refused);
			alice.say("#join games").expect(refused);
			alice.say("#who").expect("1 here: alice");
			sql("alter table away rename to piece");
			sql("alter table no_key rename to room_key");
			alice.say("#join games").expect("You are in games. 1 here: alice");
		}
	}

	private void sql(String sql) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.data.resolve("chat.db"));
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

}
