package io.chatroom.chat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members move between rooms, as docs/protocol.md says.
 */
class RoomsTests {

	private static final String PROMPT = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String WELCOME = "Welcome %s! If you ever want to quit, type #quit to exit.";

	@Test
	void movesToAnotherRoom() {
		TestRooms.threeInTwoRooms().plays("""
				c > hi
				  c < carol: hi
				a > hello
				  a b < alice: hello
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  a < [2026-01-31 12:00:00Z] carol: hi
				  c < alice from [203.0.113.1] has joined games!
				a > #me waves
				  c a < * alice waves
				b > alone
				  b < bob: alone
				a > #join LOBBY
				  c < alice has gone to lobby.
				  a < You are in lobby. 2 here: bob, alice
				  a < [2026-01-31 12:00:00Z] alice: hello
				  a < [2026-01-31 12:00:00Z] bob: alone
				  b < alice from [203.0.113.1] has joined lobby!
				a > #quit
				  a < #quit
				  a hung up
				  b < alice has left the chat.
				""");
	}

	@Test
	void leavesTheChatFromTheRoomOneIsIn() {
		TestRooms.threeInTwoRooms().plays("""
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice from [203.0.113.1] has joined games!
				a gone
				  c < alice has left the chat.
				room kicks carol Enough!
				  c < An operator has sent you away: Enough! Goodbye!
				  c hung up
				d connects
				  d < %s
				d > alice
				  d < %s
				  b < alice from [203.0.113.4] has joined the chat!
				""".formatted(PROMPT, WELCOME.formatted("alice")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "games", "#games", "GAMES", "g\u0430mes" })
	void takesNamesThatReadAlikeForOneRoom(String name) {
		TestRooms.threeInTwoRooms().plays("""
				a > #join %s
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice from [203.0.113.1] has joined games!
				""".formatted(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "-x", "abcdefghijklmnopqrstuvwxy", "#" })
	void refusesNameThatIsNone(String name) {
		RoomScript.with("alice").plays("""
				a > #join #%s
				  a < A room's name has 1 to 24 letters, digits, '_', '-' or '.'.
				""".formatted(name));
	}

	@Test
	void takesReservedNameForRoom() {
		RoomScript.with("alice").plays("""
				a > #join help
				  a < You are in help. 1 here: alice
				""");
	}

	@Test
	void staysWhereOneIs() {
		RoomScript.with("alice").plays("""
				a > #join Lobby
				  a < You are in lobby already.
				""");
	}

	@Test
	void showsLastLinesAtTheJoin() {
		TestRooms rooms = new TestRooms();
		rooms.replay = 2;
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
				c > one
				  c < carol: one
				c > #me two
				  c < * carol two
				c > three
				  c < carol: three
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  a < [2026-01-31 12:00:00Z] * carol two
				  a < [2026-01-31 12:00:00Z] carol: three
				  c < alice from [203.0.113.1] has joined games!
				""");
	}

	@Test
	void hidesAddressOfOneWhoMoves() {
		TestRooms rooms = new TestRooms();
		rooms.showAddress = false;
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice has joined games!
				""");
	}

	@Test
	void refusesRoomWithControlsInItsName() {
		RoomScript.with("alice").plays("""
				a cleaned > #join games
				  a < A room's name has 1 to 24 letters, digits, '_', '-' or '.'.
				""");
	}

	@Test
	void tellsPrivateMessageIntoAnotherRoom() {
		TestRooms.threeInTwoRooms().plays("""
				a > #msg carol hi
				  c < [from alice] hi
				  a < [to carol] hi
				c > #nick caro
				  c < carol is now known as caro.
				a > #msg caro hi
				  c < [from alice] hi
				  a < [to caro] hi
				a > #nick CARO
				  a < That name is taken. Type another name and press enter!
				""");
	}

	@Test
	void showsMessageOfTheDay() {
		TestRooms rooms = new TestRooms();
		rooms.motd = List.of("Be kind.", "", "Ask in #help.");
		RoomScript.with(rooms.settings(), "alice").plays("""
				b connects
				  b < %s
				b > bob
				  b < %s
				  b < Be kind.
				  b <\s
				  b < Ask in #help.
				  a < bob from [203.0.113.2] has joined the chat!
				b > #join games
				  a < bob has gone to games.
				  b < You are in games. 1 here: bob
				""".formatted(PROMPT, WELCOME.formatted("bob")));
	}

	@Test
	void saysGoodbyeInAllRooms() {
		TestRooms.threeInTwoRooms().plays("""
				room closes
				  a < The server is going down. Goodbye!
				  a hung up
				  b < The server is going down. Goodbye!
				  b hung up
				  c < The server is going down. Goodbye!
				  c hung up
				""");
	}

}
