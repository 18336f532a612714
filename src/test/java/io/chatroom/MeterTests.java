package io.chatroom;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ManualClock;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each meter counts what it should, and there are no others.
 */
class MeterTests {

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(chat_\\w+(?:\\{[^}]*})?) (\\S+)$");

	private static final String DISCONNECTED = "chat_clients_disconnected_total{cause=\"%s\"}";

	private static final String COMMANDS = "chat_commands_total{name=\"%s\"}";

	private static final String REFUSED = "chat_lines_refused_total{reason=\"%s\"}";

	@Test
	void countsConnectionsAndHowTheyEnd() {
		ManualClock clock = new ManualClock();
		try (ChatServer server = ChatServer.start(clock, "chat.tcp.drain-timeout=50ms")) {
			ends(server, clock, "quit", (client) -> client.say("#quit"));
			ends(server, clock, "eof", TestClient::finish);
			ends(server, clock, "eof", TestClient::close);
			ends(server, clock, "reset", TestClient::reset);
			ends(server, clock, "evicted", (client) -> client.say("root\r\n".repeat(10)));
			ends(server, clock, "evicted", (client) -> client.say("GET / HTTP/1.1"));
			ends(server, clock, "deadline", (client) -> clock.pass(Duration.ofMinutes(1)));
			server.connect().close();
			await().until(() -> metric(server, "chat_connections_empty_total") == 1);
			assertThat(metric(server, "chat_connections_opened_total")).isEqualTo(7);
		}
	}

	private static void ends(ChatServer server, ManualClock clock, String cause, Consumer<TestClient> action) {
		Map<String, Double> before = metrics(server);
		TestClient client = server.connect();
		client.read();
		// a connection counts from its first byte on
		client.send((byte) 255, (byte) 246).expect("[Yes]");
		action.accept(client);
		String name = DISCONNECTED.formatted(cause);
		await().untilAsserted(() -> {
			// the drain timeout of a connection whose client does not close
			clock.pass(Duration.ofMillis(50));
			assertThat(metric(server, name)).as(name).isEqualTo(value(before, name) + 1);
		});
		client.close();
		Map<String, Double> after = metrics(server);
		before.keySet()
			.stream()
			.filter((other) -> other.startsWith("chat_clients_disconnected") && !other.equals(name))
			.forEach((other) -> assertThat(after.get(other)).as(other).isEqualTo(before.get(other)));
	}

	@Test
	void countsClientsClosedByAStop() {
		ChatServer server = ChatServer.start();
		var counters = server.factory().counters();
		try (server; TestClient alice = server.join("alice")) {
			Thread.ofVirtual().start(server::close);
			alice.expect("The server is going down. Goodbye!").expectEnd();
		}
		await().until(() -> counters.closed(CloseReason.GOING_DOWN) == 1);
	}

	@Test
	void countsCommandsAndRefusedLines() {
		try (ChatServer server = ChatServer.lend(); TestClient alice = server.join("alice")) {
			Map<String, Double> before = metrics(server);
			alice.say("hi").expect("alice: hi").say("##hi").expect("alice: #hi");
			for (String line : new String[] { "#help", "#who", "#nick root", "#nick alice,", "#nick ally", "#me waves",
					"#msg ally x", "#history", "#format text", "#resume 1", "#foo", "#nick", "x".repeat(2000) }) {
				alice.say(line);
			}
			alice.send((byte) 0xc0, (byte) '\n');
			alice.say("#who");
			try (TestClient other = server.connect()) {
				other.read();
				other.say("#who").say("ally").say("#format json");
				await().until(() -> growth(before, metrics(server), COMMANDS.formatted("format")) == 2);
			}
			alice.say("#quit");
			await().until(() -> growth(before, metrics(server), COMMANDS.formatted("quit")) == 1);
			Map<String, Double> grown = metrics(server);
			grown.replaceAll((name, value) -> value - before.getOrDefault(name, 0.0));
			// #who and ally count as names from a client without a name
			assertThat(grown).containsEntry(COMMANDS.formatted("say"), 2.0)
				.containsEntry(COMMANDS.formatted("help"), 1.0)
				.containsEntry(COMMANDS.formatted("who"), 2.0)
				.containsEntry(COMMANDS.formatted("nick"), 3.0)
				.containsEntry(COMMANDS.formatted("me"), 1.0)
				.containsEntry(COMMANDS.formatted("msg"), 1.0)
				.containsEntry(COMMANDS.formatted("history"), 1.0)
				.containsEntry(COMMANDS.formatted("resume"), 1.0)
				.containsEntry(COMMANDS.formatted("unknown"), 1.0)
				.containsEntry(COMMANDS.formatted("misused"), 1.0)
				.containsEntry(REFUSED.formatted("too_long"), 1.0)
				.containsEntry(REFUSED.formatted("not_utf8"), 1.0)
				.containsEntry(REFUSED.formatted("name_taken"), 1.0)
				.containsEntry(REFUSED.formatted("name_malformed"), 2.0)
				.containsEntry(REFUSED.formatted("name_reserved"), 1.0);
		}
	}

	@Test
	void countsBytesAndDeliveryLatency() {
		try (ChatServer server = ChatServer.start();
				TestClient alice = server.join("alice");
				TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			await().untilAsserted(() -> assertThat(metric(server, "chat_delivery_latency_seconds_count")).isEqualTo(2));
			Map<String, Double> before = metrics(server);
			alice.say("hello").expect("alice: hello");
			bob.expect("alice: hello");
			await().untilAsserted(() -> assertThat(metric(server, "chat_delivery_latency_seconds_count")).isEqualTo(3));
			Map<String, Double> after = metrics(server);
			assertThat(growth(before, after, "chat_received_bytes_total")).isEqualTo("hello\r\n".length());
			assertThat(growth(before, after, "chat_sent_bytes_total")).isEqualTo(2 * "alice: hello\r\n".length());
			assertThat(growth(before, after, "chat_lines_delivered_total")).isEqualTo(2);
			assertThat(growth(before, after, "chat_delivery_latency_seconds_sum")).isPositive();
			// readiness takes the lock, too
			assertThat(growth(before, after, "chat_room_lock_hold_seconds_count")).isGreaterThanOrEqualTo(1);
			assertThat(growth(before, after, "chat_room_lock_wait_seconds_count")).isGreaterThanOrEqualTo(1);
			assertThat(growth(before, after, "chat_room_lock_hold_seconds_sum")).isPositive();
			assertThat(after).containsEntry("chat_accepting", 1.0).containsEntry("chat_connections_limit", 10_000.0);
		}
	}

	@Test
	void showsQueuedBytes() {
		try (ChatServer server = ChatServer.lend();
				TestClient alice = server.join("alice");
				TestClient slow = server.connectNarrow();
				TestClient slower = server.connectNarrow()) {
			slow.enterUnread("slow", alice);
			slower.enterUnread("slower", alice);
			await().untilAsserted(() -> assertThat(metric(server, "chat_outbox_queued_bytes")).isZero());
			String line = "x".repeat(1000);
			double largest = 0;
			while (largest < 100_000) {
				for (int i = 0; i < 100; i++) {
					alice.say(line).expect("alice: " + line);
				}
				largest = metric(server, "chat_outbox_largest_bytes");
			}
			// the writers may still count the last line
			await().untilAsserted(() -> {
				double most = metric(server, "chat_outbox_largest_bytes");
				assertThat(metric(server, "chat_outbox_queued_bytes")).isBetween(most, 2 * most);
			});
		}
	}

	@Test
	void countsRoomsAndMembersOfTheLargest() {
		try (ChatServer server = ChatServer.start(); TestClient alice = server.join("alice")) {
			assertThat(metric(server, "chat_rooms")).isOne();
			alice.say("#join games").expect("You are in games. 1 here: alice");
			assertThat(metric(server, "chat_rooms")).isEqualTo(2);
			assertThat(metric(server, "chat_room_largest_members")).isOne();
			try (TestClient bob = server.join("bob"); TestClient carol = server.join("carol")) {
				bob.expect("carol from [127.0.0.1] has joined the chat!");
				assertThat(metric(server, "chat_room_largest_members")).isEqualTo(2);
				assertThat(metric(server, "chat_members")).isEqualTo(3);
				carol.say("#join games").expect("You are in games. 2 here: alice, carol");
			}
			alice.say("#join lobby");
			await().untilAsserted(() -> assertThat(metric(server, "chat_rooms")).isOne());
		}
	}

	@Test
	void hasOnlyKnownMetersAndLabels() {
		try (ChatServer server = ChatServer.start("chat.tcp.drain-timeout=50ms");
				TestClient alice = server.join("alice")) {
			Set<String> before = metrics(server).keySet();
			alice.say("#foo").say("#nick <{}>").say("#bar\u0301").say("#nick ally").say("hello").say("#quit");
			await().untilAsserted(() -> assertThat(metric(server, DISCONNECTED.formatted("quit"))).isOne());
			assertThat(metrics(server).keySet()).isEqualTo(before);
			assertThat(before).hasSizeLessThan(100);
			Map<String, Set<String>> labels = new TreeMap<>();
			for (String sample : before) {
				int brace = (sample + "{").indexOf('{');
				labels.computeIfAbsent(sample.substring(0, brace), (name) -> new TreeSet<>())
					.add(sample.substring(brace).replaceAll("[{}]", ""));
			}
			assertThat(labels).containsOnlyKeys("chat_accept_failures_total", "chat_accepting",
					"chat_clients_connected", "chat_clients_disconnected_total", "chat_clients_evicted_total",
					"chat_commands_total", "chat_connections_empty_total", "chat_connections_limit",
					"chat_connections_opened_total", "chat_connections_refused_total",
					"chat_delivery_latency_seconds_bucket", "chat_delivery_latency_seconds_count",
					"chat_delivery_latency_seconds_max", "chat_delivery_latency_seconds_sum",
					"chat_lines_delivered_total", "chat_lines_received_total", "chat_lines_refused_total",
					"chat_members", "chat_outbox_largest_bytes", "chat_outbox_queued_bytes",
					"chat_readers_held_back_seconds_total", "chat_received_bytes_total",
					"chat_room_lock_hold_seconds_count", "chat_room_lock_hold_seconds_sum",
					"chat_room_lock_wait_seconds_count", "chat_room_lock_wait_seconds_sum", "chat_room_largest_members",
					"chat_rooms", "chat_sent_bytes_total", "chat_transport_clients");
			assertThat(labels).containsEntry("chat_delivery_latency_seconds_bucket", Set.of("le=\"0.001\"",
					"le=\"0.005\"", "le=\"0.01\"", "le=\"0.05\"", "le=\"0.1\"", "le=\"0.5\"", "le=\"+Inf\""));
			assertThat(server.scrape()).contains("# HELP chat_connections_opened_total Accepted connections",
					"jvm_threads_virtual_live{scheduling_status=\"mounted\"}", "jvm_threads_virtual_parallelism");
		}
	}

	private static double growth(Map<String, Double> before, Map<String, Double> after, String name) {
		return value(after, name) - value(before, name);
	}

	private static double value(Map<String, Double> metrics, String name) {
		assertThat(metrics).containsKey(name);
		return Objects.requireNonNull(metrics.get(name));
	}

	private static double metric(ChatServer server, String name) {
		return value(metrics(server), name);
	}

	private static Map<String, Double> metrics(ChatServer server) {
		return SAMPLE.matcher(server.scrape())
			.results()
			.collect(Collectors.toMap((sample) -> sample.group(1), (sample) -> Double.valueOf(sample.group(2))));
	}

}
