package io.chatroom;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is faster than the limit is read slower, loses nothing, and holds nobody else up.
 */
class FloodTests {

	@Test
	void aPasteOfTwentyLinesPassesAtOnce() {
		try (ChatServer server = ChatServer.start("chat.limits.messages-per-second=1");
				TestClient alice = server.join("alice")) {
			// her name was a line, too, and has cost a token that is not back yet
			Duration time = time(() -> say(alice, 19));
			assertThat(time).isLessThan(Duration.ofMillis(900));
		}
	}

	@Test
	void aFloodIsReadAtTheLimitAndNothingOfItIsLost() {
		try (ChatServer server = ChatServer.start("chat.limits.messages-per-second=20", "chat.limits.burst=5");
				TestClient alice = server.join("alice");
				TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			Duration time = time(() -> say(alice, 25));
			assertThat(time).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
			assertThat(server.factory().counters().heldBackSeconds()).isBetween(0.5, 10.0);
			IntStream.range(0, 25).forEach((i) -> bob.expect("alice: line " + i));
		}
	}

	@Test
	void whoIsHeldBackHoldsNobodyElseUp() {
		try (ChatServer server = ChatServer.start("chat.limits.messages-per-second=1", "chat.limits.burst=4");
				TestClient alice = server.join("alice");
				TestClient bob = server.join("bob")) {
			for (int i = 0; i < 50; i++) {
				alice.say("flood");
			}
			bob.expect("alice: flood", "alice: flood", "alice: flood").say("I am heard");
			int floods = 3;
			String line = bob.read();
			while ("alice: flood".equals(line)) {
				floods++;
				line = bob.read();
			}
			assertThat(line).isEqualTo("bob: I am heard");
			assertThat(floods).isLessThan(25);
		}
	}

	@Test
	void refusedNamesAndRenamesAndTelnetQuestionsCostAsLinesDo() {
		try (ChatServer server = ChatServer.start("chat.limits.messages-per-second=20", "chat.limits.burst=1");
				TestClient client = server.connect()) {
			client.read();
			Duration time = time(() -> {
				client.say("!").read();
				client.say("!").read();
				client.say("alice").read();
				for (String name : List.of("bob", "carol", "dave", "erin")) {
					client.say("#nick " + name).read();
				}
				for (int i = 0; i < 5; i++) {
					client.send((byte) 255, (byte) 246).read();
				}
			});
			assertThat(time).isGreaterThan(Duration.ofMillis(500));
		}
	}

	@Test
	void bytesWithoutALineEndCostTokensToo() {
		try (ChatServer server = ChatServer.start("chat.limits.messages-per-second=20", "chat.limits.burst=1");
				TestClient alice = server.join("alice")) {
			Duration time = time(() -> alice.send(new byte[20 * 64 * 1024])
				.say("")
				.expect("That line is over 1024 bytes; it was not sent."));
			assertThat(time).isGreaterThan(Duration.ofMillis(900));
		}
	}

	@Test
	void bytesInATlsRecordEachCostMoreThanTheyAre() {
		try (TlsServer server = TlsServer.start("chat.limits.messages-per-second=5", "chat.limits.burst=1");
				TestClient alice = server.join("alice")) {
			Duration time = time(() -> {
				for (int i = 0; i < 8 * 1024; i++) {
					alice.send((byte) 'x');
				}
				alice.say("").expect("That line is over 1024 bytes; it was not sent.");
			});
			assertThat(time).isGreaterThan(Duration.ofMillis(1500));
		}
	}

	@Test
	void oneThatIsHeldBackStillGoesAtOnceWhenTheServerStops() {
		ChatServer server = ChatServer.start("chat.limits.messages-per-second=1", "chat.limits.burst=2",
				"chat.tcp.drain-timeout=10s");
		try (TestClient alice = server.join("alice")) {
			alice.send(questions(2000)).expect("[Yes]");
			assertThat(time(server::close)).isLessThan(Duration.ofSeconds(5));
			alice.expect("The server is going down. Goodbye!").expectEnd();
		}
	}

	private static byte[] questions(int count) {
		byte[] questions = new byte[2 * count];
		for (int i = 0; i < questions.length; i += 2) {
			questions[i] = (byte) 255;
			questions[i + 1] = (byte) 246;
		}
		return questions;
	}

	private static void say(TestClient client, int lines) {
		client.send(String.join("", IntStream.range(0, lines).mapToObj((i) -> "line " + i + "\n").toList()));
		IntStream.range(0, lines).forEach((i) -> client.expect("alice: line " + i));
	}

	private static Duration time(Runnable action) {
		long from = System.nanoTime();
		action.run();
		return Duration.ofNanos(System.nanoTime() - from);
	}

}
