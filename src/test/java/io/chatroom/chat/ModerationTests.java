package io.chatroom.chat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators do.
 */
class ModerationTests {

	/**
	 * Alice is an operator, Bob and Carol are not.
	 */
	static RoomScript aliceIsOperator() {
		return RoomScript.with("alice", "bob", "carol").plays("""
				a > #register sesame-open
				  a < alice is yours now. #login alice signs you in.
				room promotes alice
				""");
	}

	@Test
	void onlyOperatorsMay() {
		aliceIsOperator().plays("""
				b > #kick carol
				  b < Only operators may use #kick.
				b > #ban
				  b < Only operators may use #ban.
				b > #log
				  b < Only operators may use #log.
				""");
	}

	@Test
	void kicks() {
		aliceIsOperator().plays("""
				a > #kick BOB Read the rules
				  b < An operator has sent you away: Read the rules Goodbye!
				  b hung up
				  a c < bob was removed by alice: Read the rules
				  a < bob was removed.
				a > #kick bob
				  a < Nobody here is called bob.
				c > #format json
				  c < {"event":"welcome","room":"lobby","epoch":"r1","seq":4,"name":"carol","members":2}
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				d > dave
				  d < Welcome dave! If you ever want to quit, type #quit to exit.
				  a < dave from [203.0.113.4] has joined the chat!
				  c < {"event":"joined","room":"lobby","seq":5,"at":NOW,"name":"dave","address":"203.0.113.4"}
				a > #kick dave
				  d < An operator has sent you away. Goodbye!
				  d hung up
				  a < dave was removed by alice.
				  c < {"event":"removed","room":"lobby","seq":6,"at":NOW,"name":"dave","by":"alice"}
				  a < dave was removed.
				""");
	}

	@Test
	void kicksOneself() {
		aliceIsOperator().plays("""
				a > #kick alice Enough
				  a < alice was removed.
				  a < An operator has sent you away: Enough Goodbye!
				  a hung up
				  b c < alice was removed by alice: Enough
				""");
	}

	@Test
	void mutesForATime() {
		aliceIsOperator().plays("""
				a > #mute bob 10m Spam
				  b < You are muted until 12:11 UTC: Spam
				  a < bob is muted until 2026-01-31 12:11 UTC.
				b > hi
				  b < You are muted until 12:11 UTC: Spam
				b > #me waves
				  b < You are muted until 12:11 UTC: Spam
				b > #msg carol hi
				  b < You are muted until 12:11 UTC: Spam
				b > #nick robert
				  b < You are muted until 12:11 UTC: Spam
				b > #topic
				  b < There is no topic.
				b > #who
				  b < 3 here: alice, bob, carol
				passes 600
				b > hi
				  a b c < bob: hi
				""");
	}

	@Test
	void mutesUntilLiftedAndAlsoWhoComesBack() {
		aliceIsOperator().plays("""
				a > #mute bob
				  b < You are muted.
				  a < bob is muted.
				b gone
				  a c < bob has left the chat.
				d connects
				  d < Greetings from the ChatRoom! Now type your name and press enter!
				d > b0b
				  d < Welcome b0b! If you ever want to quit, type #quit to exit.
				  a c < b0b from [203.0.113.4] has joined the chat!
				d > hi
				  d < You are muted.
				a > #bans
				  a < bob is muted by alice.
				a > #unmute bob
				  d < You are no longer muted.
				  a < bob is no longer muted.
				d > hi
				  a c d < b0b: hi
				a > #unmute bob
				  a < bob is not muted.
				""");
	}

	@Test
	void announcesAndKeepsWhatWasDone() {
		RoomScript script = aliceIsOperator().plays("""
				a > #announce Back in five.
				  a b c < [server] Back in five.
				a > #mute bob 1h Spam
				  b < You are muted until 13:01 UTC: Spam
				  a < bob is muted until 2026-01-31 13:01 UTC.
				a > #log 2
				  a < 2026-01-31 12:00 UTC alice announced to all rooms: Back in five.
				  a < 2026-01-31 12:00 UTC alice muted bob until 2026-01-31 13:01 UTC: Spam
				a > #log x
				  a < Usage: #log [N]
				""");
		assertThat(script.observed().deeds()).hasSize(3);
	}

	@Test
	void operatorMayWhatOthersMayNot() {
		TestRooms rooms = new TestRooms();
		rooms.restricted = Set.of("staff");
		RoomScript.with(rooms.settings(), "alice", "bob").plays("""
				b > #join staff
				  b < You may not enter staff.
				a > #register sesame-open
				  a < alice is yours now. #login alice signs you in.
				a > #join staff
				  b < alice has gone to staff.
				  a < You are in staff. 1 here: alice
				room promotes alice
				a > #join lobby
				  a < You are in lobby. 2 here: bob, alice
				  b < alice from [203.0.113.1] has joined lobby!
				a > #topic Hello
				  b a < alice has set the topic: Hello
				room demotes alice
				a > #topic Bye
				  a < Only operators and whoever made the room may set its topic.
				""");
	}

}
