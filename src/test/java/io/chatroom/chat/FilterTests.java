package io.chatroom.chat;

import org.junit.jupiter.api.Test;

/**
 * What members do not want to see, as docs/protocol.md says.
 */
class FilterTests {

	@Test
	void hidesWhatSomebodySays() {
		RoomScript.with("alice", "bob", "carol").plays("""
				a > #ignore bob
				  a < You ignore bob.
				b > hi
				  b c < bob: hi
				b > #me waves
				  b c < * bob waves
				b > #msg alice psst
				  b < [to alice] psst
				c > hi
				  b c < carol: hi
				  a < carol: hi
				a > #msg bob yes?
				  b < [from alice] yes?
				  a < [to bob] yes?
				a > #history
				  a < [2026-01-31 12:00:00Z] carol: hi
				a > #unignore BOB
				  a < You no longer ignore BOB.
				b > again
				  b c a < bob: again
				a > #unignore bob
				  a < You do not ignore bob.
				""");
	}

	@Test
	void hidesOneUnderAnotherNameAndWhenTheyComeBack() {
		RoomScript.with("alice", "bob", "carol").plays("""
				a > #ignore bob
				  a < You ignore bob.
				b > #join games
				  c < bob has gone to games.
				  a < bob has gone to games.
				  b < You are in games. 1 here: bob
				b > #nick bert
				  b < bob is now known as bert.
				b > #join lobby
				  b < You are in lobby. 3 here: alice, carol, bert
				  c < bert from [203.0.113.2] has joined lobby!
				  a < bert from [203.0.113.2] has joined lobby!
				b > it is me
				  c b < bert: it is me
				b gone
				  c < bert has left the chat.
				  a < bert has left the chat.
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				d > Bob
				  d < Welcome Bob! If you ever want to quit, type #quit to exit.
				  c < Bob from [203.0.113.4] has joined the chat!
				  a < Bob from [203.0.113.4] has joined the chat!
				d > me again
				  c d < Bob: me again
				a > #join games
				  c d < alice has gone to games.
				  a < You are in games. 1 here: alice
				d > #join games
				  c < Bob has gone to games.
				  d < You are in games. 2 here: alice, Bob
				  a < Bob from [203.0.113.4] has joined games!
				d > still me
				  d < Bob: still me
				""");
	}

	@Test
	void listsWhomOneIgnores() {
		RoomScript.with("alice", "bob").plays("""
				a > #ignore
				  a < You ignore nobody.
				a > #ignore BOB
				  a < You ignore bob.
				a > #ignore zoe
				  a < You ignore bob, zoe.
				a > #ignore
				  a < You ignore bob, zoe.
				a > #ignore a b
				  a < Nobody here is called a b.
				a > #ignore alice
				  a < You cannot ignore yourself.
				""");
	}

	@Test
	void hearsOneselfUnderNameThatOneIgnores() {
		RoomScript.with("alice", "bob").plays("""
				a > #ignore zed
				  a < You ignore zed.
				a > #nick zed
				  b < alice is now known as zed.
				  a < alice is now known as zed.
				a > hello
				  b < zed: hello
				  a < zed: hello
				a > #me waves
				  b < * zed waves
				  a < * zed waves
				a > #history 1
				  a < [2026-01-31 12:00:00Z] * zed waves
				""");
	}

	@Test
	void ignoresHundredNamesAtMost() {
		RoomScript script = RoomScript.with("alice");
		StringBuilder names = new StringBuilder("n0");
		script.plays("a > #ignore n0\n  a < You ignore n0.\n");
		for (int i = 1; i < 100; i++) {
			names.append(", n").append(i);
			script.plays("a > #ignore n" + i + "\n  a < You ignore " + names + ".\n");
		}
		script.plays("""
				a > #ignore n99
				  a < You ignore %s.
				a > #ignore n100
				  a < You ignore 100 names already. Type #unignore NAME to hear one again.
				""".formatted(names));
	}

	@Test
	void hidesWhoComesAndGoes() {
		RoomScript.with("alice", "bob").plays("""
				a > #quiet
				  a < You no longer see who joins, leaves, moves or is renamed.
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > carol
				  c < Welcome carol! If you ever want to quit, type #quit to exit.
				  b < carol from [203.0.113.3] has joined the chat!
				c > #nick caro
				  b c < carol is now known as caro.
				c > hi
				  b c < caro: hi
				  a < caro: hi
				c > #join games
				  b < caro has gone to games.
				  c < You are in games. 1 here: caro
				c gone
				a > #nick ally
				  b < alice is now known as ally.
				  a < alice is now known as ally.
				room announces soon
				  b < [server] soon
				  a < [server] soon
				a > #format json
				  a < {"event":"welcome","room":"lobby","epoch":"r1","seq":8,"name":"ally","members":2}
				b > #nick bert
				  b < bob is now known as bert.
				b > hi
				  b < bert: hi
				  a < {"event":"said","room":"lobby","seq":10,"at":NOW,"from":"bert","text":"hi"}
				a > #quiet off
				  a < {"event":"notice","text":"You see again who joins, leaves, moves or is renamed."}
				b > #nick bob
				  b < bert is now known as bob.
				  a < {"event":"renamed","room":"lobby","seq":11,"at":NOW,"from":"bert","to":"bob"}
				a > #quiet OFF
				  a < {"event":"notice","text":"You see again who joins, leaves, moves or is renamed."}
				""");
	}

	@Test
	void hearsNothingAfterTheEnd() {
		RoomScript.with("alice", "bob").plays("""
				a > #ignore zoe
				  a < You ignore zoe.
				a > #quit
				  a < #quit
				  a hung up
				  b < alice has left the chat.
				b > hi
				  b < bob: hi
				""");
	}

	@Test
	void keepsDigestsFromThoseWhoAreQuiet() {
		TestRooms rooms = new TestRooms();
		rooms.digestAbove = 2;
		RoomScript.with(rooms.settings(), "alice", "bob").plays("""
				a > #quiet on
				  a < You no longer see who joins, leaves, moves or is renamed.
				b > #ignore zoe
				  b < You ignore zoe.
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > carol
				  c < Welcome carol! If you ever want to quit, type #quit to exit.
				room digests
				  c < 1 joined; 3 are here.
				  b < 1 joined; 3 are here.
				""");
	}

}
