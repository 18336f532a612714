package io.chatroom.chat;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which rooms there are, who may enter and who sees them.
 */
class RoomListTests {

	@Test
	void listsRoomsWithMostPeopleFirst() {
		TestRooms.threeInTwoRooms().plays("""
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
		TestRooms.threeInTwoRooms().plays("""
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
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
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
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
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
	void announcesInOneRoomOrInAll() {
		RoomScript script = TestRooms.threeInTwoRooms().plays("""
				room announces soon
				  a b < [server] soon
				  c < [server] soon
				""");
		Moderation moderation = script.chat().moderation();
		assertThat(moderation.announce("zoe", "now", "games")).isInstanceOf(Outcome.Done.class);
		assertThat(moderation.announce("zoe", "now", "den")).isInstanceOf(Outcome.NotDone.class);
		assertThat(moderation.setTopic("zoe", "Welcome", "LOBBY")).isInstanceOf(Outcome.Done.class);
		assertThat(moderation.setTopic("zoe", "x", "den")).isInstanceOf(Outcome.NotDone.class);
		assertThat(script.chat().rooms().list().all())
			.extracting((line) -> line.name() + " (" + line.members() + "): " + line.topic())
			.containsExactly("lobby (2): Welcome", "games (1): ");
		assertThat(moderation.kickAll("zoe", "games", "")).isInstanceOf(Outcome.Done.class);
		assertThat(moderation.kickAll("zoe", "den", "")).isInstanceOf(Outcome.NotDone.class);
		assertThat(script.chat().rooms().list().members()).extracting(Member::name).containsExactly("alice", "bob");
		assertThat(script.chat().rooms().list().count()).isEqualTo(1);
		assertThat(script.chat().rooms().list().largest()).isEqualTo(2);
	}

}
