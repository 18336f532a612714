package io.chatroom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ManualClock;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever sends too fast is read slower, loses nothing, and holds nobody else up. The
 * clock is the test's: it stands still until somebody is held back.
 */
class FloodTests {

	private static final String TOO_LONG = "That line is over 1024 bytes; it was not sent.";

	private final ManualClock clock = new ManualClock();

	@Test
	void aPasteOfTwentyLinesPassesAtOnce() {
		// her name was a line, too, and cost a token
		try (ChatServer server = start("1", "20"); TestClient alice = server.join("alice")) {
			say(alice, 19);
			IntStream.range(0, 19).forEach((i) -> alice.expect("alice: line " + i));
		}
	}

	@Test
	void aFloodIsReadAtTheLimitAndNothingOfItIsLost() {
		try (ChatServer server = start("20", "5");
				TestClient alice = server.join("alice");
				TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			say(alice, 25);
			IntStream.range(0, 4).forEach((i) -> bob.expect("alice: line " + i));
			bob.say("I am heard").expect("bob: I am heard");
			this.clock.pass(Duration.ofSeconds(1));
			IntStream.range(4, 9).forEach((i) -> bob.expect("alice: line " + i));
			bob.say("and again").expect("bob: and again");
			Duration passed = passWhile(() -> IntStream.range(9, 25).forEach((i) -> bob.expect("alice: line " + i)));
			assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMillis(16 * 50));
			assertThat(server.factory().counters().heldBackSeconds()).isPositive();
		}
	}

	@Test
	void refusedNamesAndRenamesAndTelnetQuestionsCostAsLinesDo() {
		try (ChatServer server = start("20", "1"); TestClient client = server.connect()) {
			client.read();
			client.say("!").say("!").say("alice");
			for (String name : List.of("bob", "carol", "dave", "erin")) {
				client.say("#nick " + name);
			}
			for (int i = 0; i < 5; i++) {
				client.send((byte) 255, (byte) 246);
			}
			Duration passed = passWhile(() -> IntStream.range(0, 12).forEach((i) -> client.read()));
			assertThat(passed).isGreaterThanOrEqualTo(Duration.ofMillis(11 * 50));
		}
	}

	@Test
	void bytesWithoutALineEndCostTokensToo() {
		try (ChatServer server = start("20", "1"); TestClient alice = server.join("alice")) {
			Thread.ofVirtual().start(() -> alice.send(new byte[20 * 64 * 1024]).say(""));
			Duration passed = passWhile(() -> alice.expect(TOO_LONG));
			assertThat(passed).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		}
	}

	@Test
	void bytesInATlsRecordEachCostMoreThanTheyAre() {
		try (TlsServer server = TlsServer.start(this.clock, "chat.limits.messages-per-second=5", "chat.limits.burst=1");
				TestClient alice = server.join("alice")) {
			Thread.ofVirtual().start(() -> {
				for (int i = 0; i < 8 * 1024; i++) {
					alice.send((byte) 'x');
				}
				alice.say("");
			});
			Duration passed = passWhile(() -> alice.expect(TOO_LONG));
			assertThat(passed).isGreaterThan(Duration.ofMillis(1500));
		}
	}

	@Test
	void oneThatIsHeldBackStillGoesAtOnceWhenTheServerStops() {
		// time stands still: only the stop can let the reader go on
		ChatServer server = start("1", "2", "chat.tcp.drain-timeout=1h");
		try (TestClient alice = server.join("alice")) {
			alice.send(questions(2000)).expect("[Yes]");
			server.close();
			alice.expect("The server is going down. Goodbye!").expectEnd();
		}
	}

	private ChatServer start(String perSecond, String burst, String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.addAll(List.of("chat.limits.messages-per-second=" + perSecond, "chat.limits.burst=" + burst,
				"chat.limits.name-deadline=1h"));
		return ChatServer.start(this.clock, all.toArray(String[]::new));
	}

	/**
	 * Lets time pass, in small steps, while somebody reads.
	 * @return how much has passed: at least what was needed
	 */
	private Duration passWhile(Runnable reading) {
		long from = this.clock.nanoTime();
		CompletableFuture<Void> read = CompletableFuture.runAsync(reading, Thread::startVirtualThread);
		await().until(() -> {
			if (!read.isDone()) {
				this.clock.pass(Duration.ofMillis(50));
			}
			return read.isDone();
		});
		read.join();
		return Duration.ofNanos(this.clock.nanoTime() - from);
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
	}

}
