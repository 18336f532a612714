package io.chatroom.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a conversation ends for a user.
 */
class ChatSessionTests extends ScriptedConversation {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	ChatSessionTests() throws IOException {
	}

	@Test
	void whoQuitsDoesNotWaitForAServerThatHangs() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			socket.getInputStream().readAllBytes();
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			await().until(() -> this.terminal.printed().contains("Welcome alice!"));
			type("#quit");
			this.afterGoodbye.get().run();
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					127.0.0.1:%s did not close the connection within 3 seconds.
					""".formatted(server.port()));
		}
	}

	@Test
	void whoQuitsDoesNotWaitForAServerThatHasNoStructuredModeAndHangs() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			say(socket, "Name?");
			socket.getInputStream().readAllBytes();
			await().until(() -> this.terminal.complaints().contains("goodbye"));
		})) {
			CompletableFuture<Ending> ending = converse(server);
			await().until(() -> this.terminal.printed().contains("Name?"));
			type("#quit");
			this.afterGoodbye.get().run();
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					127.0.0.1:%s did not close the connection within 3 seconds.
					""".formatted(server.port()));
		}
	}

	@Test
	void whoQuitsDoesNotWaitForAServerThatComesBackAndHangs() throws Exception {
		AtomicBoolean givenUp = new AtomicBoolean();
		try (OneClientServer server = new OneClientServer((socket) -> welcome(socket, "alice"), (socket) -> {
			this.terminal.err.println("here again");
			socket.getInputStream().readAllBytes();
			givenUp.set(true);
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			await().until(() -> this.terminal.complaints().contains("here again"));
			type("#quit");
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(givenUp).as("the server had its time to greet").isFalse();
		}
	}

	@Test
	void whatIsNotSaidIsToldAtTheEnd() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			hear(socket, "one");
			hear(socket, "#msg bob two");
			say(socket, "{\"event\":\"bye\",\"code\":\"kicked\",\"text\":\"Go!\"}");
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			type("one", "#msg bob two");
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Go!
					Not said: one
					Not said: #msg bob two
					""");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "kicked", "banned", "signed-in-elsewhere" })
	void staysAwayWhenItWasSentAway(String code) throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			say(socket, "{\"event\":\"bye\",\"code\":\"" + code + "\",\"text\":\"Go!\"}");
		})) {
			assertThat(converse(server, "--name=alice")).succeedsWithin(PATIENCE).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("Go!\n");
		}
	}

	@Test
	void staysAwayWhenItIsBannedMeanwhile() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> welcome(socket, "alice"),
				(socket) -> say(socket, "You are banned until 14:05 UTC: spam"))) {
			assertThat(converse(server, "--name=alice")).succeedsWithin(PATIENCE).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).endsWith("Trying again.\nYou are banned until 14:05 UTC: spam\n");
		}
	}

	@Test
	void takesNamesInSeveralEventsForOneAnswer() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			hear(socket, "#who");
			hear(socket, "#who");
			say(socket, "{\"event\":\"members\",\"names\":[\"alice\",\"bob\"],\"more\":1}");
			say(socket, "{\"event\":\"members\",\"names\":[\"carol\"]}");
			say(socket, "{\"event\":\"bye\",\"code\":\"kicked\",\"text\":\"Go!\"}");
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			type("#who", "#who");
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.printed()).containsOnlyOnce("3 here: alice, bob, carol\n")
				.doesNotContain("2 here");
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Go!
					Not said: #who
					""");
		}
	}

	@Test
	void whoQuitsWhileTheServerIsAwayIsToldWhatIsNotSaid() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> welcome(socket, "alice"))) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			await().until(() -> this.terminal.complaints().contains("Trying again."));
			type(IntStream.range(0, 22).mapToObj(String::valueOf).toArray(String[]::new));
			type("#quit");
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).contains("Not said: 0\n", "Not said: 19\n")
				.endsWith("Not said: and 2 more.\n");
		}
	}

	@Test
	void whoPondersANameTooLongIsAskedOnceMore() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			greet(socket);
			say(socket, "{\"event\":\"bye\",\"code\":\"nameless\",\"text\":\"No name.\"}");
		}, (socket) -> {
			greet(socket);
			type("alice", "#quit");
			welcomed(socket, "alice");
			tellWhoIsHere(socket, "alice");
			hear(socket, "#quit");
			say(socket, "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}");
		})) {
			assertThat(converse(server).get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).startsWith("No name.\n").contains("Trying again.");
		}
	}

	@Test
	void aPipeThatGivesNoNameEnds() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			greet(socket);
			say(socket, "{\"event\":\"bye\",\"code\":\"nameless\",\"text\":\"No name.\"}");
		})) {
			assertThat(converse(false, server).get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("No name.\n");
		}
	}

	@Test
	void whoseNameIsLostGivesAnother() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			type("kept");
			hear(socket, "kept");
		}, (socket) -> {
			greet(socket);
			hear(socket, "#resume 1 r");
			hear(socket, "#format json");
			say(socket, PROMPT);
			hear(socket, "alice");
			say(socket, "{\"event\":\"refused\",\"code\":\"reserved\",\"text\":\"Type another name!\"}");
			await().until(() -> this.terminal.printed().endsWith("Type another name!\n"));
			say(socket, "{\"event\":\"bye\",\"code\":\"nameless\",\"text\":\"No name.\"}");
		}, (socket) -> {
			greet(socket);
			hear(socket, "#resume 1 r");
			hear(socket, "#format json");
			say(socket, PROMPT);
			type("ann", "hi");
			welcomed(socket, "ann");
			tellWhoIsHere(socket, "ann");
			hear(socket, "kept");
			hear(socket, "hi");
			type("#quit");
			hear(socket, "#quit");
			say(socket, "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}");
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).contains("Welcome ann!");
			assertThat(this.terminal.complaints()).contains("Back as ann.").doesNotContain("Not said");
		}
	}

}
