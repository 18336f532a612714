package io.chatroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One whose connection is lost over and over, while another talks.
 */
class ResumeTests {

	private static final int LOSSES = 30;

	@Test
	void nothingIsMissedAndNothingComesTwice() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<JsonNode> seen = new ArrayList<>();
		AtomicBoolean stopped = new AtomicBoolean();
		try (ChatServer server = ChatServer.start("chat.room.history=5000", "chat.room.history-bytes=8MB",
				"chat.outbox.max-bytes=32MB"); TestClient alice = server.join("alice")) {
			Thread talk = Thread.ofVirtual().start(() -> talk(alice, stopped));
			String resume = "#resume 1";
			for (int i = 0; i <= LOSSES; i++) {
				try (TestClient bob = server.connect()) {
					bob.read();
					JsonNode prompt = bob.say("#format json").event();
					bob.send(resume + " " + prompt.get("epoch").asString() + "\r\nbob" + i + "\r\n");
					seen.addAll(someEvents(bob, 1 + random.nextInt(100)));
					bob.say("me, too");
				}
				resume = "#resume " + seen.getLast().get("seq").asLong();
			}
			stopped.set(true);
			talk.join();
		}
		assertThat(seen).as("seed %d", seed)
			.extracting((event) -> event.get("seq").asLong())
			.isEqualTo(LongStream.range(2, 2 + seen.size()).boxed().toList());
		List<String> numbers = seen.stream()
			.filter((event) -> event.path("from").asString().equals("alice"))
			.map((event) -> event.get("text").asString())
			.toList();
		assertThat(numbers).as("seed %d", seed)
			.hasSizeGreaterThan(LOSSES)
			.isEqualTo(IntStream.range(0, numbers.size()).mapToObj(String::valueOf).toList());
	}

	/**
	 * Says numbers, one when the one before has come back, until it is stopped.
	 */
	private static void talk(TestClient client, AtomicBoolean stopped) {
		for (int i = 0; !stopped.get(); i++) {
			String number = String.valueOf(i);
			client.say(number);
			while (!("alice: " + number).equals(client.read())) {
				// the other one, who comes and goes
			}
		}
	}

	private static List<JsonNode> someEvents(TestClient client, int count) {
		return IntStream.range(0, count).mapToObj((i) -> client.event()).toList();
	}

}
