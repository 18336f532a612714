package io.chatroom.chat;

import org.junit.jupiter.api.Test;

/**
 * What {@code #history} shows.
 */
class LookBackTests {

	private static RoomScript afterTalk() {
		return RoomScript.with("alice", "bob").plays("""
				a > one
				  a b < alice: one
				b > #me waves
				  a b < * bob waves
				a > #nick ally
				  a b < alice is now known as ally.
				a > two
				  a b < ally: two
				""");
	}

	@Test
	void showsWhatWasSaidWithItsTime() {
		afterTalk().plays("""
				b > #history
				  b < [2026-01-31 12:00:00Z] alice: one
				  b < [2026-01-31 12:00:00Z] * bob waves
				  b < [2026-01-31 12:00:00Z] ally: two
				b > #history 2
				  b < [2026-01-31 12:00:00Z] * bob waves
				  b < [2026-01-31 12:00:00Z] ally: two
				""");
	}

	@Test
	void showsEventsThemselvesInJson() {
		afterTalk().plays("""
				b > #format json
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":6,"name":"bob","members":2}
				b > #history 2
				  b < {"event":"emoted","room":"lobby","seq":4,"at":NOW,"from":"bob","text":"waves","replayed":true}
				  b < {"event":"said","room":"lobby","seq":6,"at":NOW,"from":"ally","text":"two","replayed":true}
				""");
	}

	@Test
	void saysWhenThereIsNothing() {
		RoomScript.with("alice", "bob").plays("""
				a > #history
				  a < Nothing was said yet.
				b > #format json
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":2,"name":"bob","members":2}
				b > #history
				  b < {"event":"notice","text":"Nothing was said yet."}
				""");
	}

	@Test
	void takesItForNameOfOneWithoutName() {
		RoomScript.with("alice").plays("""
				a > secret
				  a < alice: secret
				b connects
				  b < Greetings from the ChatRoom! Now type your name and press enter!
				b > #history
				  b < A name has 1 to 24 letters, digits, '_', '-' or '.'. Type another name and press enter!
				""");
	}

}
