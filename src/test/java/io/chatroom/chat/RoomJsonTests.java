package io.chatroom.chat;

import java.util.Set;

import io.chatroom.protocol.TextLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients in JSON receive of rooms.
 */
class RoomJsonTests {

	private static final String PROMPT = "Greetings from the ChatRoom! Now type your name and press enter!";

	@Test
	void tellsRoomsInJson() {
		TestRooms.threeInTwoRooms()
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
		TestRooms.threeInTwoRooms()
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
				.formatted(PROMPT, "Welcome dora! If you ever want to quit, type #quit to exit."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1 | 0 | '1 joined; 140 are here.'", "0 | 3 | '3 left; 140 are here.'",
			"1200 | 3 | '1,200 joined, 3 left; 140 are here.'" })
	void countsInDigestWhatThereWas(int joined, int left, String line) {
		assertThat(TextLines.digest(joined, left, 140)).isEqualTo(line);
	}

}
