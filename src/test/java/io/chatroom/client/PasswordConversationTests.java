package io.chatroom.client;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a user answers the question for a password.
 */
class PasswordConversationTests extends ScriptedConversation {

	private static final String ASKED = "{\"event\":\"password\",\"name\":\"alice\",\"text\":\"Type its password!\"}";

	private static final String SIGNED_IN = "{\"event\":\"signed-in\",\"account\":\"alice\",\"operator\":false,\"text\":\"Signed in.\"}";

	PasswordConversationTests() throws IOException {
	}

	@ParameterizedTest
	@ValueSource(strings = { "correct-horse", "/correct-horse" })
	void signsInAgainWithWhatWasTyped(String password) throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			asked(socket);
			type(password);
			hear(socket, password);
			say(socket, SIGNED_IN);
			welcome(socket);
			tellWhoIsHere(socket, "alice");
		}, (socket) -> {
			greet(socket);
			hear(socket, "#resume 1 r");
			hear(socket, "#format json");
			say(socket, PROMPT);
			hear(socket, "#login alice " + password);
			say(socket, SIGNED_IN);
			welcome(socket);
			tellWhoIsHere(socket, "alice");
			quits(socket);
		})) {
			CompletableFuture<Ending> ending = converse(server);
			type("alice");
			assertThat(ending.get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).containsOnlyOnce("Signed in.").doesNotContain("correct-horse");
			assertThat(this.terminal.complaints()).doesNotContain("correct-horse");
		}
	}

	@Test
	void isAskedAgainUntilTheServerHasEnough() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			asked(socket);
			for (int i = 1; i <= 3; i++) {
				type("wrong-" + i);
				hear(socket, "wrong-" + i);
				say(socket, "{\"event\":\"refused\",\"code\":\"wrong-password\",\"text\":\"Wrong " + i + ".\"}");
				if (i < 3) {
					askAgain(socket, "Again " + i + ".");
				}
			}
			say(socket, "{\"event\":\"bye\",\"code\":\"too-many-tries\",\"text\":\"Too many tries.\"}");
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.NAME_REFUSED);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).contains("Wrong 1.\nAgain 1.\nWrong 2.\nAgain 2.\nWrong 3.\n");
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("Too many tries.\n");
		}
	}

	@Test
	void whoDoesNotKnowThePasswordTypesAnotherName() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			asked(socket);
			type("");
			hear(socket, "");
			say(socket, PROMPT);
			await().until(() -> this.terminal.printed().endsWith("Your name?\n"));
			type("ann");
			welcomed(socket, "ann");
			tellWhoIsHere(socket, "ann");
			quits(socket);
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).contains("Welcome ann!");
		}
	}

	@Test
	void saysNothingThatWasTypedBeforeTheQuestion() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			greet(socket);
			// the last line shows that those before it were read
			type("alice", "correct-horse", "hi", "#format json");
			hear(socket, "alice");
			await().until(() -> this.terminal.complaints().contains("#format json"));
			say(socket, ASKED);
			await().until(() -> this.terminal.complaints().contains("Not said"));
			type("correct-horse");
			hear(socket, "correct-horse");
			say(socket, SIGNED_IN);
			welcome(socket);
			tellWhoIsHere(socket, "alice");
			quits(socket);
		})) {
			assertThat(converse(server).get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines(
					"The client does this itself: #format json\nNot said: what you typed before the server asked.\n");
		}
	}

	@Test
	void aMemberSignsInAndSpeaksThen() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			letIn(socket, "ann");
			tellWhoIsHere(socket, "ann");
			type("#login alice");
			hear(socket, "#login alice");
			askAgain(socket, "Its password?");
			type("wrong");
			hear(socket, "wrong");
			say(socket, "{\"event\":\"refused\",\"code\":\"wrong-password\",\"text\":\"Wrong.\"}");
			askAgain(socket, "Once more?");
			type("correct-horse", "hi");
			hear(socket, "correct-horse");
			say(socket, SIGNED_IN);
			say(socket,
					"{\"event\":\"renamed\",\"room\":\"lobby\",\"seq\":2,\"at\":\"2026-01-31T12:00:00Z\",\"from\":\"ann\",\"to\":\"alice\"}");
			hear(socket, "hi");
			say(socket,
					"{\"event\":\"said\",\"room\":\"lobby\",\"seq\":3,\"at\":\"2026-01-31T12:00:00Z\",\"from\":\"alice\",\"text\":\"hi\"}");
			quits(socket);
		})) {
			assertThat(converse(server, "--name=ann").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).isEmpty();
		}
	}

	@Test
	void aMemberWhoTakesItBackSpeaks() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			letIn(socket, "ann");
			tellWhoIsHere(socket, "ann");
			type("#login alice");
			hear(socket, "#login alice");
			askAgain(socket, "Its password?");
			type("");
			hear(socket, "");
			say(socket, "{\"event\":\"refused\",\"code\":\"not-signed-in\",\"text\":\"Not signed in.\"}");
			await().until(() -> this.terminal.printed().endsWith("Not signed in.\n"));
			quits(socket);
		})) {
			assertThat(converse(server, "--name=ann").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
		}
	}

	@Test
	void aPipeEndsWithARemedy() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			asked(socket);
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		})) {
			assertThat(converse(false, server, "--name=alice").get()).isEqualTo(Ending.NAME_REFUSED);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines(
					"alice is registered. Give its password with --password-file or CHAT_PASSWORD.\n");
		}
	}

	/** Takes a name, and asks for its password. */
	private void asked(Socket socket) throws Exception {
		greet(socket);
		hear(socket, "alice");
		say(socket, ASKED);
		await().until(() -> this.terminal.printed().endsWith("Type its password!\n")
				|| !this.terminal.complaints().isEmpty());
	}

	private void askAgain(Socket socket, String text) throws Exception {
		say(socket, ASKED.replace("Type its password!", text));
		await().until(() -> this.terminal.printed().endsWith(text + "\n"));
	}

	private static void welcome(Socket socket) throws Exception {
		say(socket,
				"{\"event\":\"welcome\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":1,\"name\":\"alice\",\"members\":1}");
	}

}
