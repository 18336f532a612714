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
 * How the client comes into the user's room, and comes back to it.
 */
class RoomConversationTests extends ScriptedConversation {

	private static final String GAMES = "{\"event\":\"entered\",\"room\":\"games\",\"epoch\":\"g\",\"seq\":7,\"members\":2,"
			+ "\"names\":[\"bob\",\"alice\"],\"topic\":\"Chess\"}";

	private static final String MAY_NOT = "{\"event\":\"refused\",\"code\":\"may-not-enter\",\"text\":\"You may not enter games.\"}";

	private static final String ALREADY_THERE = "{\"event\":\"refused\",\"code\":\"already-there\",\"text\":\"You are in lobby already.\"}";

	private static final String OTHER_ROOM = "{\"event\":\"refused\",\"code\":\"other-room\",\"text\":\"A new one.\",\"first\":1}";

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
	void saysNothingTwiceWhenItIsLostDuringAJoin() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			type("#join games", "once", "#quit");
			letIn(socket, "alice");
			hear(socket, "#join games");
		}, (socket) -> {
			greet(socket);
			hear(socket, "#resume 1 r");
			hear(socket, "#format json");
			say(socket, PROMPT);
			welcomed(socket, "alice");
			hear(socket, "#join games");
			say(socket, GAMES);
			hear(socket, "once");
			say(socket, said("games", 8, "alice", "once"));
			hear(socket, "#quit");
			say(socket, "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}");
		})) {
			assertThat(converse(false, server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
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
	void resumesInTheRoomWhereItWas() throws Exception {
		try (OneClientServer server = new OneClientServer(this::moves, (socket) -> {
			greet(socket);
			hear(socket, "#resume 7 g");
			hear(socket, "#format json");
			say(socket, "{\"event\":\"prompt\",\"room\":\"games\",\"epoch\":\"g\",\"seq\":9,\"text\":\"Your name?\"}");
			hear(socket, "alice");
			say(socket, replayed("games", 8, "bob", "missed"));
			say(socket, replayed("games", 9, "alice", "seen"));
			say(socket,
					"{\"event\":\"welcome\",\"room\":\"games\",\"epoch\":\"g\",\"seq\":10,\"name\":\"alice\",\"members\":1}");
			tellWhoIsHere(socket, "alice");
			hear(socket, "kept");
			say(socket, said("games", 11, "alice", "kept"));
			quits(socket);
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			type("#join games", "seen", "kept");
			assertThat(ending.get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).endsWith("Back as alice; caught up 2 lines.\n");
			assertThat(this.terminal.printed()).contains("bob: missed\nalice: seen\n");
		}
	}

	@Test
	void goesBackToTheRoomAfterARestart() throws Exception {
		try (OneClientServer server = new OneClientServer(this::moves, (socket) -> {
			restarted(socket);
			hear(socket, "#join games");
			say(socket, GAMES.replace("\"g\"", "\"g2\"").replace("7", "2"));
			say(socket, replayed("games", 1, "bob", "first again"));
			hear(socket, "seen");
			hear(socket, "kept");
			say(socket, said("games", 3, "alice", "seen"));
		}, (socket) -> {
			greet(socket);
			hear(socket, "#resume 3 g2");
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			type("#join games", "seen", "kept");
			server.awaitPlayed();
			type("#quit");
			assertThat(ending.get()).isEqualTo(Ending.BROKEN_OFF);
			assertThat(this.terminal.complaints())
				.contains("The server was restarted, or the room games was closed.", "Back as alice.", "Not said: kept")
				.doesNotContain("Not said: seen");
			assertThat(this.terminal.printed()).containsSubsequence("Topic: Chess", "bob: first again", "alice: seen");
		}
	}

	@Test
	void saysNothingInTheWrongRoomAfterARestart() throws Exception {
		try (OneClientServer server = new OneClientServer(this::moves, (socket) -> {
			restarted(socket);
			hear(socket, "#join games");
			say(socket, MAY_NOT);
			await().until(() -> this.terminal.complaints().contains("Not said: kept"));
			tellWhoIsHere(socket, "alice");
			quits(socket);
		})) {
			CompletableFuture<Ending> ending = converse(server, "--name=alice");
			type("#join games", "seen", "kept");
			assertThat(ending.get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).endsWith("""
					You may not enter games.
					Not said: seen
					Not said: kept
					""");
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

	@Test
	void keepsTheFilterOfTheUser() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			type("#quiet", "#ignore eve");
			hear(socket, "#quiet");
			say(socket, "{\"event\":\"notice\",\"text\":\"Quiet.\"}");
			hear(socket, "#ignore eve");
			say(socket, "{\"event\":\"notice\",\"text\":\"You ignore eve.\"}");
		}, (socket) -> {
			greet(socket);
			hear(socket, "#resume 1 r");
			hear(socket, "#format json");
			say(socket, PROMPT);
			hear(socket, "alice");
			say(socket, replayed("lobby", 2, "eve", "psst"));
			say(socket,
					"{\"event\":\"left\",\"room\":\"lobby\",\"seq\":3,\"at\":\"2026-01-31T12:00:00Z\",\"name\":\"bob\",\"replayed\":true}");
			say(socket,
					"{\"event\":\"welcome\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":4,\"name\":\"alice\",\"members\":1}");
			say(socket, "{\"event\":\"notice\",\"text\":\"Message of the day\"}");
			hear(socket, "#rooms");
			hear(socket, "#quiet on");
			hear(socket, "#ignore eve");
			say(socket, "{\"event\":\"rooms\",\"rooms\":[]}");
			say(socket, "{\"event\":\"notice\",\"text\":\"Quiet again.\"}");
			say(socket, "{\"event\":\"notice\",\"text\":\"You ignore eve again.\"}");
			tellWhoIsHere(socket, "alice");
			quits(socket);
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).contains("Quiet.\n", "You ignore eve.\n", "Message of the day\n")
				.doesNotContain("again", "psst", "bob has left");
			assertThat(this.terminal.complaints()).endsWith("Back as alice.\n");
		}
	}

	@Test
	void hidesWhomOneIgnoresBeforeTheServerDoes() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			welcome(socket, "alice");
			type("#ignore eve", "#join games");
			hear(socket, "#ignore eve");
			say(socket, "{\"event\":\"notice\",\"text\":\"You ignore eve.\"}");
			hear(socket, "#join games");
			say(socket, GAMES);
			await().until(() -> this.terminal.printed().contains("Topic: Chess"));
		}, (socket) -> {
			restarted(socket);
			hear(socket, "#join games");
			say(socket, GAMES.replace("\"g\"", "\"g2\""));
			say(socket, replayed("games", 6, "eve", "replayed"));
			say(socket, said("games", 8, "eve", "live"));
			say(socket,
					"{\"event\":\"told\",\"at\":\"2026-01-31T12:00:00Z\",\"from\":\"eve\",\"to\":\"alice\",\"text\":\"psst\"}");
			say(socket, said("games", 9, "bob", "hello"));
			hear(socket, "#rooms");
			say(socket, "{\"event\":\"rooms\",\"rooms\":[]}");
			hear(socket, "#ignore eve");
			say(socket, "{\"event\":\"notice\",\"text\":\"You ignore eve again.\"}");
			quits(socket);
		})) {
			assertThat(converse(server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.printed()).contains("bob: hello\n").doesNotContain("replayed", "live", "psst");
		}
	}

	/** Goes to games, and is lost before two lines come back. */
	private void moves(Socket socket) throws Exception {
		welcome(socket, "alice");
		hear(socket, "#join games");
		say(socket, GAMES);
		hear(socket, "seen");
		hear(socket, "kept");
		await().until(() -> this.terminal.printed().contains("Topic: Chess"));
	}

	private static void restarted(Socket socket) throws Exception {
		String prompt = PROMPT.replace("\"r\"", "\"r2\"");
		say(socket, "Greetings from the ChatRoom! Now type your name and press enter!");
		hear(socket, "#format json");
		say(socket, prompt);
		hear(socket, "#resume 7 g");
		hear(socket, "#format json");
		say(socket, OTHER_ROOM);
		say(socket, prompt);
		welcomed(socket, "alice");
	}

	private void quits(Socket socket) throws Exception {
		type("#quit");
		hear(socket, "#quit");
		say(socket, "{\"event\":\"bye\",\"code\":\"quit\",\"text\":\"#quit\"}");
	}

	private static String said(String room, int seq, String from, String text) {
		return "{\"event\":\"said\",\"room\":\"%s\",\"seq\":%d,\"at\":\"2026-01-31T12:00:00Z\",\"from\":\"%s\",\"text\":\"%s\"}"
			.formatted(room, seq, from, text);
	}

	private static String replayed(String room, int seq, String from, String text) {
		return said(room, seq, from, text).replace("}", ",\"replayed\":true}");
	}

}
