package io.chatroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.protocol.EventSchema;
import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One order for people and programs, over real sockets.
 */
class StructuredModeTests {

	private static final int SENDERS = 4;

	private static final int LINES = 500;

	@Test
	void oneThatSwitchesAmidTalkMissesNothingAndHearsNothingTwice() throws Exception {
		try (ChatServer server = ChatServer.lend();
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<TestClient> clients = new ArrayList<>();
			for (String name : List.of("reader", "program", "switcher", "sender0", "sender1", "sender2", "sender3")) {
				TestClient client = server.join(name);
				clients.forEach(TestClient::read);
				clients.add(client);
			}
			TestClient program = clients.get(1).say("#format json");
			JsonNode welcome = program.event();
			Future<List<String>> read = threads.submit(() -> read(clients.get(0)));
			Future<List<JsonNode>> events = threads.submit(() -> events(program));
			Future<List<String>> switched = threads.submit(() -> readSwitching(clients.get(2)));
			clients.subList(3, 3 + SENDERS).forEach((sender) -> {
				threads
					.execute(() -> IntStream.range(0, LINES).forEach((i) -> sayAndHear(sender, "line \"" + i + "\"")));
			});
			assertThat(events.get()).extracting(StructuredModeTests::asText).isEqualTo(read.get());
			assertThat(switched.get()).isEqualTo(read.get());
			long first = welcome.get("seq").asLong() + 1;
			assertThat(events.get()).extracting((event) -> event.get("seq").asLong())
				.isEqualTo(LongStream.range(first, first + SENDERS * LINES).boxed().toList());
			clients.forEach(TestClient::close);
		}
	}

	@Test
	void oneThatIsEvictedIsToldInItsFormat() {
		try (ChatServer server = ChatServer.lend("chat.outbox.max-bytes=64KB", "chat.tcp.drain-timeout=1m");
				TestClient slow = TestClient.connect(server.port(), 4096);
				TestClient alice = server.join("alice")) {
			slow.say("#format json").say("slow");
			alice.expect("slow from [127.0.0.1] has joined the chat!");
			String line = "x".repeat(1000);
			long before = server.factory().counters().evicted(CloseReason.OVERFLOW);
			while (server.factory().counters().evicted(CloseReason.OVERFLOW) == before) {
				alice.say(line).read();
			}
			slow.read();
			JsonNode event = slow.event();
			while (!event.get("event").asString().equals("bye")) {
				event = slow.event();
			}
			assertThat(event.get("code").asString()).isEqualTo("overflow");
			slow.expectEnd();
		}
	}

	/**
	 * Says a line, and waits until one like it is back, so that the talk lasts as long as
	 * the switching.
	 */
	private static void sayAndHear(TestClient client, String line) {
		client.say(line);
		while (!Objects.requireNonNull(client.read()).endsWith(line)) {
			// someone else's
		}
	}

	private static List<String> read(TestClient client) {
		return IntStream.range(0, SENDERS * LINES).mapToObj((i) -> client.read()).toList();
	}

	private static List<JsonNode> events(TestClient client) {
		return IntStream.range(0, SENDERS * LINES).mapToObj((i) -> client.event()).toList();
	}

	/**
	 * Reads in both formats by turns, and leaves the answers to the switches out: before
	 * one all is in the one format, and after it in the other.
	 */
	private static List<String> readSwitching(TestClient client) {
		List<String> heard = new ArrayList<>();
		int switches = 0;
		client.say("#format json");
		while (heard.size() < SENDERS * LINES) {
			String line = Objects.requireNonNull(client.read());
			boolean json = switches % 2 == 1;
			if (line.startsWith("Welcome switcher!") || line.startsWith("{\"event\":\"welcome\"")) {
				switches++;
				client.say(json ? "#format json" : "#format text");
			}
			else {
				heard.add(json ? asText(EventSchema.check(line)) : line);
			}
		}
		assertThat(switches).isGreaterThan(20);
		return heard;
	}

	private static String asText(JsonNode event) {
		assertThat(event.get("event").asString()).isEqualTo("said");
		return event.get("from").asString() + ": " + event.get("text").asString();
	}

}
