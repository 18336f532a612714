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
 * How the client comes back to the user's room after a lost connection.
 */
class RoomReturnTests extends ScriptedConversation {

	private static final String OTHER_ROOM = "{\"event\":\"refused\",\"code\":\"other-room\",\"text\":\"A new one.\",\"first\":1}";

	RoomReturnTests() throws IOException {
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

	@ParameterizedTest
	@ValueSource(strings = { "cannot-read", "cannot-keep" })
	void comesBackLaterWhereTheServerCannotLetItInNow(String code) throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> letIn(socket, "alice"), (socket) -> {
			resumes(socket);
			hear(socket, "alice");
			// then the events between are missed
			say(socket, refused(code)
					+ "\r\n{\"event\":\"welcome\",\"room\":\"lobby\",\"epoch\":\"r\",\"seq\":9,\"name\":\"alice\",\"members\":1}");
		}, (socket) -> {
			resumes(socket);
			welcomed(socket, "alice");
			quits(socket);
		})) {
			assertThat(converse(false, server, "--name=alice").get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
			assertThat(this.terminal.complaints()).contains(" was lost: Not now.");
		}
	}

	@Test
	void comesBackLaterWhereTheServerCannotReadTheRoom() throws Exception {
		try (OneClientServer server = new OneClientServer((socket) -> {
			letIn(socket, "alice");
			hear(socket, "#join games");
			say(socket, refused("cannot-read"));
		}, (socket) -> {
			resumes(socket);
			welcomed(socket, "alice");
			hear(socket, "#join games");
			say(socket, GAMES);
			hear(socket, "kept");
			say(socket, said("games", 8, "alice", "kept"));
			quits(socket);
		})) {
			CompletableFuture<Ending> ending = converse(false, server, "--name=alice", "--room=games");
			type("kept");
			assertThat(ending.get()).isEqualTo(Ending.DONE);
			server.awaitPlayed();
		}
	}

	private static String refused(String code) {
		return "{\"event\":\"refused\",\"code\":\"%s\",\"text\":\"Not now.\"}".formatted(code);
	}

	private static void resumes(Socket socket) throws Exception {
		greet(socket);
		hear(socket, "#resume 1 r");
		hear(socket, "#format json");
		say(socket, PROMPT);
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

	private static String replayed(String room, int seq, String from, String text) {
		return said(room, seq, from, text).replace("}", ",\"replayed\":true}");
	}

}
