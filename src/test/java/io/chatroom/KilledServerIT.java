package io.chatroom;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.chatroom.testing.PipedClient;
import io.chatroom.testing.Relay;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The server's process is killed, and another continues with the same directory;
 * {@code -Dkill.rounds} times.
 */
class KilledServerIT {

	private static final int LINES = 10_000;

	private final int rounds = Integer.getInteger("kill.rounds", 3);

	@TempDir
	Path data;

	private ServiceProcess start() {
		return ServiceProcess.start("--chat.tcp.port=0", "--server.port=0", "--chat.limits.messages-per-second=0",
				"--chat.room.history=100000", "--chat.room.history-bytes=50MB", "--chat.rooms.history-bytes=50MB",
				"--chat.outbox.max-bytes=200MB", "--chat.data.directory=" + this.data);
	}

	@Test
	@Timeout(value = 15, unit = TimeUnit.MINUTES)
	void losesNoLineThatItsSenderSaw() {
		long seed = System.nanoTime();
		System.out.println("seed " + seed);
		Random random = new Random(seed);
		List<String> seen = new ArrayList<>();
		String epoch = "";
		for (int round = 0; round < this.rounds; round++) {
			try (ServiceProcess server = start(); TestClient alice = TestClient.connect(server.port())) {
				alice.read();
				alice.say("#format json");
				String now = alice.event().get("epoch").asString();
				assertThat(now).isEqualTo(epoch.isEmpty() ? now : epoch);
				epoch = now;
				alice.say("alice");
				assertThat(alice.event().get("event").asString()).isEqualTo("welcome");
				int thisRound = round;
				Thread sender = Thread.ofVirtual().start(() -> sendUntilKilled(alice, thisRound));
				int until = seen.size() + 1 + random.nextInt(LINES / 2);
				while (seen.size() < until) {
					seen.add(alice.event().get("text").asString());
				}
				server.kill();
				drain(alice, seen);
				await().until(() -> !sender.isAlive());
			}
		}
		try (ServiceProcess server = start(); TestClient bob = TestClient.connect(server.port())) {
			bob.read();
			bob.say("#format json").say("#resume 0 " + epoch).say("bob");
			bob.event();
			List<JsonNode> events = new ArrayList<>();
			events.add(bob.event());
			while (!events.getLast().get("event").asString().equals("welcome")) {
				events.add(bob.event());
			}
			assertThat(events).extracting((event) -> event.get("seq").asLong())
				.containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).mapToObj(Long::valueOf).toList());
			List<String> kept = events.stream()
				.filter((event) -> event.get("event").asString().equals("said"))
				.map((event) -> event.get("text").asString())
				.toList();
			assertThat(kept).doesNotHaveDuplicates().containsSubsequence(seen);
			assertThat(events).filteredOn((event) -> event.get("event").asString().equals("left")).hasSize(this.rounds);
			assertThat(bob.say("again").event().get("seq").asLong()).isEqualTo(events.size() + 1);
		}
	}

	private static void sendUntilKilled(TestClient client, int round) {
		try {
			for (int i = 0; i < LINES; i++) {
				client.say(round + " " + i);
			}
		}
		catch (UncheckedIOException ex) {
			// it was killed
		}
	}

	private static void drain(TestClient client, List<String> seen) {
		try {
			for (String line = client.read(); line != null && line.endsWith("}"); line = client.read()) {
				Set<String> words = new HashSet<>(List.of(line.split("\"", -1)));
				assertThat(words).contains("said");
				seen.add(line.substring(line.lastIndexOf(":\"") + 2, line.length() - 2));
			}
		}
		catch (UncheckedIOException ex) {
			// a reset
		}
	}

	@Test
	void keepsTopicAndWhoMadeRoom() {
		String epoch;
		try (ServiceProcess server = start(); TestClient alice = TestClient.connect(server.port())) {
			alice.read();
			alice.say("#format json").say("alice").say("#join games");
			alice.event();
			alice.event();
			epoch = alice.event().get("epoch").asString();
			alice.say("#topic Chess tonight").event();
			server.kill();
		}
		try (ServiceProcess server = start(); TestClient alice = TestClient.connect(server.port())) {
			alice.read();
			alice.say("#format json").say("alice");
			alice.event();
			alice.event();
			assertThat(alice.say("#rooms").event().get("rooms").toString())
				.contains("{\"name\":\"games\",\"members\":0,\"topic\":\"Chess tonight\"}");
			JsonNode entered = alice.say("#join GAMES").event();
			assertThat(entered.get("epoch").asString()).isEqualTo(epoch);
			assertThat(entered.get("topic").asString()).isEqualTo("Chess tonight");
			assertThat(alice.say("#topic -").event().get("event").asString()).isEqualTo("topic");
		}
	}

	@Test
	void isNotSeenByUsersOfClient() throws Exception {
		List<String> lines = IntStream.range(0, 5000).mapToObj(Integer::toString).toList();
		try (ServiceProcess server = start(); Relay relay = new Relay(server.port())) {
			PipedClient alice = PipedClient.join("alice", relay.address()).typeOnAndOn(lines.subList(0, 3000));
			await().until(() -> alice.size() > 10_000);
			server.kill();
			try (ServiceProcess next = start()) {
				relay.turnTo(next.port());
				alice.typeOnAndOn(lines.subList(3000, 5000)).awaitPrinted("alice: 4999").type("#quit").expectExit(0);
				assertThat(alice.printed().stream().filter((line) -> line.startsWith("alice: ")))
					.as("none is lost, none comes twice")
					.isEqualTo(lines.stream().map("alice: "::concat).toList());
			}
		}
	}

}
