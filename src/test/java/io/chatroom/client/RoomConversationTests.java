package io.chatroom.client;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How the client comes into the user's room.
 */
class RoomConversationTests extends ScriptedConversation {

	private static final String ALREADY_THERE = "{\"event\":\"refused\",\"code\":\"already-there\",\"text\":\"You are in lobby already.\"}";

	RoomConversationTests() throws IOException {
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void goesToTheRoomBeforeItSaysAnything(boolean interactive) throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			type("hi");
			letIn(socket, "alice");
			hear(socket, "#join games");
			say(socket, said("lobby", 2, "carol", "not for her"));
			say(socket, GAMES);
			hear(socket, "hi");
			say(socket, said("games", 8, "alice", "hi"));
			quits(socket);
		})) {
			assertThat(converse(interactive, server, "--name=alice", "--room=#games").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).endsWith("""
					You are in games. 2 here: bob, alice
					Topic: Chess
					alice: hi
					#quit
					""").doesNotContain("not for her");
		}
	}

	@Test
	void aPipeEndsWhereItMayNotEnterTheRoom() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			type("hi");
			letIn(socket, "alice");
			hear(socket, "#join games");
			say(socket, MAY_NOT);
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		})) {
			Ending ending = converse(false, server, "--name=alice", "--room=games").get();
			server.awaitPlayed();
			assertThat(ending).isEqualTo(Ending.ROOM_REFUSED);
			assertThat(ending.exitCode()).isEqualTo(3);
			assertThat(this.terminal.complaints()).startsWith("You may not enter games.\n");
		}
	}

	@Test
	void aPersonStaysInTheFirstRoom() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			letIn(socket, "alice");
			hear(socket, "#join games");
			say(socket, MAY_NOT);
			tellWhoIsHere(socket, "alice");
			await().until(() -> this.terminal.printed().contains("1 here: alice"));
			type("hi");
			hear(socket, "hi");
			say(socket, said("lobby", 2, "alice", "hi"));
			quits(socket);
		})) {
			assertThat(converse(server, "--name=alice", "--room=games").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("You may not enter games.\n");
			assertThat(this.terminal.printed()).contains("alice: hi\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "#join games", "#join" })
	void aPipeSaysNothingInTheRoomThatItWantedToLeave(String join) throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			type("in lobby", join, "secret", "#quit");
			letIn(socket, "alice");
			hear(socket, "in lobby");
			hear(socket, join);
			say(socket, said("lobby", 2, "alice", "in lobby"));
			say(socket, MAY_NOT);
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		})) {
			Ending ending = converse(false, server, "--name=alice").get();
			server.awaitPlayed();
			assertThat(ending).isEqualTo(Ending.ROOM_REFUSED);
			assertThat(this.terminal.printed()).endsWith("alice: in lobby\nYou may not enter games.\n");
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("Not said: secret\n");
		}
	}

	@Test
	void aPersonSaysInTheOldRoomOnlyWhatIsTypedAfterTheRefusal() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			type("#join games", "secret", "more");
			hear(socket, "#join games");
			say(socket, MAY_NOT);
			await().until(() -> this.terminal.complaints().contains("Not said: more"));
			type("hi");
			hear(socket, "hi");
			say(socket, said("lobby", 2, "alice", "hi"));
			quits(socket);
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).contains("You may not enter games.\nalice: hi\n");
			assertThat(this.terminal.complaints()).isEqualToNormalizingNewlines("""
					Not said: secret
					Not said: more
					""");
		}
	}

	@Test
	void alreadyThereIsNoRefusal() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			type("hi");
			letIn(socket, "alice");
			hear(socket, "#join l0bby");
			say(socket, ALREADY_THERE);
			hear(socket, "hi");
			say(socket, said("lobby", 2, "alice", "hi"));
			quits(socket);
		})) {
			assertThat(converse(false, server, "--name=alice", "--room=l0bby").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).isEmpty();
		}
	}

	@Test
	void saysOnWhereItWasAlready() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			type("#join lobby", "hi");
			letIn(socket, "alice");
			hear(socket, "#join lobby");
			say(socket, ALREADY_THERE);
			hear(socket, "hi");
			say(socket, said("lobby", 2, "alice", "hi"));
			quits(socket);
		})) {
			assertThat(converse(false, server, "--name=alice").get()).isEqualTo(Ending.NOT_ALL_SAID);
			server.awaitPlayed();
		}
	}

	@Test
	void aServerWithoutRoomsGetsNoLine() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			say(socket, "Name?");
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		})) {
			type("hi");
			assertThat(converse(false, server, "--name=alice", "--room=games").get()).isEqualTo(Ending.BROKEN_OFF);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).endsWith(" has no rooms.\n");
		}
	}

	@Test
	void showsTheMessageOfTheDayBeforeWhoIsHere() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			letIn(socket, "alice");
			say(socket, "{\"event\":\"notice\",\"text\":\"Message of the day\"}");
			tellWhoIsHere(socket, "alice");
			quits(socket);
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed())
				.endsWith("type #quit to exit.\nMessage of the day\n1 here: alice\n#quit\n");
		}
	}

}
