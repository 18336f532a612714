package io.chatroom.chat;

import java.util.List;
import java.util.Set;

import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members move between rooms, as docs/protocol.md says.
 */
class RoomsTests {

	private static final String PROMPT = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String WELCOME = "Welcome %s! If you ever want to quit, type #quit to exit.";

	/**
	 * Alice and bob in the lobby, carol in games.
	 */
	private static RoomScript threeInTwoRooms() {
		return threeInTwoRooms(TestRooms.usual());
	}

	private static RoomScript threeInTwoRooms(RoomSettings settings) {
		return RoomScript.with(settings, "alice", "bob", "carol").plays("""
				c > #join games
				  a b < carol has gone to games.
				  c < You are in games. 1 here: carol
				""");
	}

	@Test
	void movesToAnotherRoom() {
		threeInTwoRooms().plays("""
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
		threeInTwoRooms().plays("""
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
		threeInTwoRooms().plays("""
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
		threeInTwoRooms(rooms.settings()).plays("""
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
		threeInTwoRooms(rooms.settings()).plays("""
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice has joined games!
				""");
	}

	@Test
	void listsRoomsWithMostPeopleFirst() {
		threeInTwoRooms().plays("""
				c > #topic Tonight at eight
				  c < carol has set the topic: Tonight at eight
				a > #rooms
				  a < lobby (2)
				  a < games (1): Tonight at eight
				c > #join den
				  c < You are in den. 1 here: carol
				a > #rooms
				  a < lobby (2)
				  a < den (1)
				  a < games (0): Tonight at eight
				""");
	}

	@Test
	void listsFiftyRoomsAtMost() {
		RoomScript script = RoomScript.with("alice", "bob");
		StringBuilder list = new StringBuilder("b > #rooms\n  b < lobby (1)\n");
		for (int i = 10; i < 70; i++) {
			String left = (i == 10) ? "  b < alice has gone to r10.\n" : "";
			script.plays("a > #join r" + i + "\n" + left + "  a < You are in r" + i + ". 1 here: alice\n"
					+ "a > #topic " + i + "\n  a < alice has set the topic: " + i + "\n");
			if (i < 58) {
				list.append("  b < r").append(i).append(" (0): ").append(i).append('\n');
			}
		}
		String here = "  b < r69 (1): 69\n";
		script.plays(list.insert(list.indexOf("  b < r10"), here).toString());
	}

	@Test
	void showsWhoIsInAnotherRoom() {
		threeInTwoRooms().plays("""
				a > #who
				  a < 2 here: alice, bob
				a > #who #GAMES
				  a < 1 in games: carol
				a > #who lobby
				  a < 2 in lobby: alice, bob
				a > #who den
				  a < There is no room called den.
				""");
	}

	@Test
	void hidesRooms() {
		TestRooms rooms = new TestRooms();
		rooms.hidden = Set.of("Games");
		threeInTwoRooms(rooms.settings()).plays("""
				a > #rooms
				  a < lobby (2)
				a > #who games
				  a < There is no room called games.
				c > #who games
				  c < 1 in games: carol
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice from [203.0.113.1] has joined games!
				""");
	}

	@Test
	void keepsOthersOutOfRestrictedRooms() {
		TestRooms rooms = new TestRooms();
		rooms.restricted = Set.of("staff");
		RoomScript.with(rooms.settings(), "alice").plays("""
				a > #join STAFF
				  a < You may not enter STAFF.
				""");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANYONE")
	void letsNotEveryoneMakeRooms(RoomCreation create) {
		TestRooms rooms = new TestRooms();
		rooms.create = create;
		RoomScript.with(rooms.settings(), "alice").plays("""
				a > #join games
				  a < There is no room called games, and you may not make one. Type #rooms for the rooms.
				""");
	}

	@Test
	void makesPlaceForNewRoomWhereNobodyIs() {
		TestRooms rooms = new TestRooms();
		rooms.max = 3;
		threeInTwoRooms(rooms.settings()).plays("""
				a > #join den
				  b < alice has gone to den.
				  a < You are in den. 1 here: alice
				b > #join hall
				  b < There are 3 rooms already. Type #rooms for the rooms.
				a > last words
				  a < alice: last words
				a > #join lobby
				  a < You are in lobby. 2 here: bob, alice
				  b < alice from [203.0.113.1] has joined lobby!
				b > #rooms
				  b < lobby (2)
				  b < games (1)
				b > #join den
				  a < bob has gone to den.
				  b < You are in den. 1 here: bob
				  b < [2026-01-31 12:00:00Z] alice: last words
				b > #join lobby
				  b < You are in lobby. 2 here: alice, bob
				  a < bob from [203.0.113.2] has joined lobby!
				b > #join hall
				  a < bob has gone to hall.
				  b < You are in hall. 1 here: bob
				b > #join den
				  b < There are 3 rooms already. Type #rooms for the rooms.
				""");
	}

	@Test
	void keepsEmptyRoomWithTopic() {
		TestRooms rooms = new TestRooms();
		rooms.max = 3;
		threeInTwoRooms(rooms.settings()).plays("""
				c > #topic stays
				  c < carol has set the topic: stays
				c > #join lobby
				  c < You are in lobby. 3 here: alice, bob, carol
				  a b < carol from [203.0.113.3] has joined lobby!
				c > #join den
				  a b < carol has gone to den.
				  c < You are in den. 1 here: carol
				c > #join games
				  c < You are in games. 1 here: carol
				  c < Topic: stays
				c > #topic -
				  c < carol has cleared the topic.
				c > #topic
				  c < There is no topic.
				""");
	}

	@Test
	void takesPlaceOfEmptyRoomWhoseTopicMemberHasSet() {
		TestRooms rooms = new TestRooms();
		rooms.max = 3;
		threeInTwoRooms(rooms.settings()).plays("""
				c > #topic stays a while
				  c < carol has set the topic: stays a while
				c > #join den
				  c < You are in den. 1 here: carol
				a > #join hall
				  b < alice has gone to hall.
				  a < You are in hall. 1 here: alice
				room sets den for good
				  c < server has set the topic: for good
				c > #join lobby
				  c < You are in lobby. 2 here: bob, carol
				  b < carol from [203.0.113.3] has joined lobby!
				c > #join games
				  c < There are 3 rooms already. Type #rooms for the rooms.
				""");
	}

	@Test
	void letsMakerAloneSetTopic() {
		threeInTwoRooms().plays("""
				a > #topic Welcome
				  a < Only operators and whoever made the room may set its topic.
				a > #topic
				  a < There is no topic.
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice from [203.0.113.1] has joined games!
				a > #topic mine
				  a < Only operators and whoever made the room may set its topic.
				c > #nick caro
				  c a < carol is now known as caro.
				c > #topic Tonight  at eight
				  c a < caro has set the topic: Tonight  at eight
				a > #topic
				  a < Topic: Tonight  at eight
				b > #join games
				  b < You are in games. 3 here: caro, alice, bob
				  b < Topic: Tonight  at eight
				  c a < bob from [203.0.113.2] has joined games!
				""");
	}

	@Test
	void knowsMakerUnderAnotherNameUntilSheLeaves() {
		threeInTwoRooms().plays("""
				c > #topic one
				  c < carol has set the topic: one
				c > #join lobby
				  c < You are in lobby. 3 here: alice, bob, carol
				  a b < carol from [203.0.113.3] has joined lobby!
				c > #nick caro
				  a b c < carol is now known as caro.
				a > #nick carol
				  a b c < alice is now known as carol.
				a > #join games
				  b c < carol has gone to games.
				  a < You are in games. 1 here: carol
				  a < Topic: one
				a > #topic mine
				  a < Only operators and whoever made the room may set its topic.
				c > #join games
				  b < caro has gone to games.
				  c < You are in games. 2 here: carol, caro
				  c < Topic: one
				  a < caro from [203.0.113.3] has joined games!
				c > #topic two
				  a c < caro has set the topic: two
				c gone
				  a < caro has left the chat.
				a > #topic mine
				  a < carol has set the topic: mine
				""");
	}

	@Test
	void refusesTopicThatNobodySees() {
		threeInTwoRooms().plays("""
				c > #topic \u3164\u200b
				  c < Usage: #topic [TEXT]
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
	void letsOneWhoFindsNobodyMakeTheRoomAnew() {
		threeInTwoRooms().plays("""
				c gone
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 1 here: alice
				a > #topic mine
				  a < alice has set the topic: mine
				""");
	}

	@Test
	void tellsPrivateMessageIntoAnotherRoom() {
		threeInTwoRooms().plays("""
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
	void tellsRoomsInJson() {
		threeInTwoRooms()
			.plays("""
					c > #format json
					  c < {"event":"welcome","room":"games","epoch":"r2","seq":1,"name":"carol","members":1}
					a > #join games
					  b < alice has gone to games.
					  a < You are in games. 2 here: carol, alice
					  c < {"event":"joined","room":"games","seq":2,"at":NOW,"name":"alice","address":"203.0.113.1","moved":true}
					c > #topic at eight
					  a < carol has set the topic: at eight
					  c < {"event":"topic","room":"games","seq":3,"at":NOW,"from":"carol","text":"at eight"}
					c > #who lobby
					  c < {"event":"members","room":"lobby","names":["bob"]}
					c > #rooms
					  c < {"event":"rooms","rooms":[{"name":"games","members":2,"topic":"at eight"},{"name":"lobby","members":1,"topic":""}]}
					a > #join lobby
					  c < {"event":"moved","room":"games","seq":4,"at":NOW,"name":"alice","to":"lobby"}
					  a < You are in lobby. 2 here: bob, alice
					  b < alice from [203.0.113.1] has joined lobby!
					a > #format json
					  a < {"event":"welcome","room":"lobby","epoch":"r1","seq":6,"name":"alice","members":2}
					b > hi
					  b < bob: hi
					  a < {"event":"said","room":"lobby","seq":7,"at":NOW,"from":"bob","text":"hi"}
					a > #rooms
					  a < {"event":"rooms","rooms":[{"name":"lobby","members":2,"topic":"","epoch":"r1","last":7},{"name":"games","members":1,"topic":"at eight"}]}
					c > #join lobby
					  c < {"event":"entered","room":"lobby","epoch":"r1","seq":8,"members":3,"names":["bob","alice","carol"],"topic":""}
					  c < {"event":"said","room":"lobby","seq":7,"at":NOW,"from":"bob","text":"hi","replayed":true}
					  b < carol from [203.0.113.3] has joined lobby!
					  a < {"event":"joined","room":"lobby","seq":8,"at":NOW,"name":"carol","address":"203.0.113.3","moved":true}
					""");
	}

	@Test
	void resumesInTheRoomOfTheEpoch() {
		threeInTwoRooms()
			.plays("""
					c > one
					  c < carol: one
					d connects
					  d < %s
					d > #format json
					  d < {"event":"prompt","room":"lobby","epoch":"r1","seq":4,"text":"%s"}
					d > #resume 1 r2
					d > dora
					  d < {"event":"said","room":"games","seq":2,"at":NOW,"from":"carol","text":"one","replayed":true}
					  d < {"event":"welcome","room":"games","epoch":"r2","seq":3,"name":"dora","members":2}
					  c < dora from [203.0.113.4] has joined the chat!
					d > #resume 1 r1
					  d < {"event":"refused","code":"other-room","text":"The room is a new one since then; the first that is kept is 1.","first":1}
					d gone
					  c < dora has left the chat.
					"""
				.formatted(PROMPT, PROMPT));
	}

	@Test
	void resumesInTheFirstRoomWhenNoneHasTheEpoch() {
		TestRooms rooms = new TestRooms();
		rooms.restricted = Set.of("staff");
		RoomScript.with(rooms.settings(), "alice")
			.plays("""
					d connects
					  d < %s
					d > #format json
					  d < {"event":"prompt","room":"lobby","epoch":"r1","seq":1,"text":"%s"}
					d > #resume 1 r2
					  d < {"event":"refused","code":"other-room","text":"The room is a new one since then; the first that is kept is 1.","first":1}
					d > dora
					  d < {"event":"welcome","room":"lobby","epoch":"r1","seq":2,"name":"dora","members":2}
					  a < dora from [203.0.113.4] has joined the chat!
					"""
				.formatted(PROMPT, PROMPT));
	}

	@Test
	void tellsJoinsOfBigRoomTogether() {
		TestRooms rooms = new TestRooms();
		rooms.digestAbove = 2;
		RoomScript.with(rooms.settings(), "alice", "bob")
			.plays("""
					c connects
					  c < %1$s
					c > #format json
					  c < {"event":"prompt","room":"lobby","epoch":"r1","seq":2,"text":"%1$s"}
					c > carol
					  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":3,"name":"carol","members":3}
					d connects
					  d < %1$s
					d > dora
					  d < %2$s
					  c < {"event":"joined","room":"lobby","seq":4,"at":NOW,"name":"dora","address":"203.0.113.4"}
					d > #nick dory
					  a b d < dora is now known as dory.
					  c < {"event":"renamed","room":"lobby","seq":5,"at":NOW,"from":"dora","to":"dory"}
					d > #join games
					  c < {"event":"moved","room":"lobby","seq":6,"at":NOW,"name":"dory","to":"games"}
					  d < You are in games. 1 here: dory
					room digests
					  a b < 2 joined, 1 left; 3 are here.
					d > #join lobby
					  d < You are in lobby. 4 here: alice, bob, carol, dory
					  c < {"event":"joined","room":"lobby","seq":7,"at":NOW,"name":"dory","address":"203.0.113.4","moved":true}
					d gone
					  c < {"event":"left","room":"lobby","seq":8,"at":NOW,"name":"dory"}
					c gone
					  a b < 1 joined, 2 left; 2 are here.
					room digests
					"""
				.formatted(PROMPT, WELCOME.formatted("dora")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1 | 0 | '1 joined; 140 are here.'", "0 | 3 | '3 left; 140 are here.'",
			"1200 | 3 | '1,200 joined, 3 left; 140 are here.'" })
	void countsInDigestWhatThereWas(int joined, int left, String line) {
		assertThat(TextLines.digest(joined, left, 140)).isEqualTo(line);
	}

	@Test
	void announcesInOneRoomOrInAll() {
		RoomScript script = threeInTwoRooms().plays("""
				room announces soon
				  a b < [server] soon
				  c < [server] soon
				""");
		Moderation moderation = script.room().moderation();
		assertThat(moderation.announce("zoe", "now", "games")).isInstanceOf(Outcome.Done.class);
		assertThat(moderation.announce("zoe", "now", "den")).isInstanceOf(Outcome.NotDone.class);
		assertThat(moderation.setTopic("zoe", "Welcome", "LOBBY")).isInstanceOf(Outcome.Done.class);
		assertThat(moderation.setTopic("zoe", "x", "den")).isInstanceOf(Outcome.NotDone.class);
		assertThat(script.room().rooms())
			.extracting((line) -> line.name() + " (" + line.members() + "): " + line.topic())
			.containsExactly("lobby (2): Welcome", "games (1): ");
		assertThat(moderation.kickAll("zoe", "games", "")).isInstanceOf(Outcome.Done.class);
		assertThat(moderation.kickAll("zoe", "den", "")).isInstanceOf(Outcome.NotDone.class);
		assertThat(script.room().members()).extracting(Member::name).containsExactly("alice", "bob");
		assertThat(script.room().roomCount()).isEqualTo(1);
		assertThat(script.room().largestRoom()).isEqualTo(2);
	}

	@Test
	void saysGoodbyeInAllRooms() {
		threeInTwoRooms().plays("""
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
