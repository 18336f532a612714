package io.chatroom.chat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.chatroom.protocol.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * What an operator does in the room, and what an observer is told of it all.
 */
class OperatorTests {

	@Test
	void announcesInTheOrderOfAllElse() {
		RoomScript.with("alice", "bob").plays("""
				b > #format json
				  b < {"event":"welcome","room":"lobby","epoch":"r1","seq":2,"name":"bob","members":2}
				room announces Back in "five".
				  a < [server] Back in "five".
				  b < {"event":"notice","room":"lobby","seq":3,"at":NOW,"text":"Back in \\"five\\"."}
				a > #history 1
				  a < [2026-01-31 12:00:00Z] [server] Back in "five".
				b > #history 1
				  b < {"event":"notice","room":"lobby","seq":3,"at":NOW,"text":"Back in \\"five\\".","replayed":true}
				a > hi
				  a < alice: hi
				  b < {"event":"said","room":"lobby","seq":4,"at":NOW,"from":"alice","text":"hi"}
				""");
	}

	@Test
	void kicksOnceAndFreesTheName() {
		RoomScript script = RoomScript.with("alice", "bob").plays("""
				room kicks bob Spam.
				  b < An operator has sent you away: Spam. Goodbye!
				  b hung up
				  a < bob was removed by server: Spam.
				b > am I here?
				b gone
				c connects
				  c < Greetings from the ChatRoom! Now type your name and press enter!
				c > bob
				  c < Welcome bob! If you ever want to quit, type #quit to exit.
				  a < bob from [203.0.113.3] has joined the chat!
				""");
		assertThat(script.chat().rooms().list().members()).extracting(Member::name, Member::client)
			.containsExactly(tuple("alice", "a"), tuple("bob", "c"));
		assertThat(TestChat.kick(script.chat(), "carol", "")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\nb", "a\rb", "a\u001b[2Jb", "a\u2028b", "a\u202eb", "a\ud800b",
			"z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
			"z\u0301\u0301\u0301\u0301\u200d\u0301\u0301\u0301\u0301\u0301" })
	void refusesWhatIsNoLine(String text) {
		RoomScript script = RoomScript.with("alice");
		assertThatIllegalArgumentException().isThrownBy(() -> TestChat.announce(script.chat(), text));
		if (!text.isBlank()) {
			assertThatIllegalArgumentException().isThrownBy(() -> TestChat.kick(script.chat(), "alice", text));
		}
		assertThat(script.chat().rooms().list().memberCount()).isOne();
	}

	@Test
	void observerIsToldWhatPassesThrough() {
		RoomScript script = RoomScript.with("alice");
		for (String line : new String[] { "hi", "#nick ally", "#nick root", "#nick", "#who" }) {
			script.chat().received("a", line, false, 0);
		}
		script.chat().receivedTooLong("a");
		assertThat(script.observed().seen()).containsExactly("say", "nick", "nick", RefusalReason.RESERVED, "misused",
				"who", RefusalReason.TOO_LONG);
		assertThat(script.observed().names()).containsExactly("a 203.0.113.1 alice", "a 203.0.113.1 ally");
	}

	@Test
	void lockIsTimedWheneverItIsTaken() {
		RoomScript script = RoomScript.with("alice");
		LockTimes before = script.chat().rooms().lockTimes();
		script.chat().received("a", "hi", false, 0);
		script.chat().rooms().list().members();
		LockTimes times = script.chat().rooms().lockTimes();
		assertThat(times.count()).isEqualTo(before.count() + 2);
		assertThat(times.heldNanos()).isGreaterThan(before.heldNanos());
		assertThat(times.waitedNanos()).isZero();
	}

	@Test
	void waitForTheOrderIsTimedToo() {
		Queue<Thread> waiting = new ArrayDeque<>();
		RoomScript script = new RoomScript(true, () -> {
			// asked for while the log decides the order
			Thread next = waiting.poll();
			if (next != null) {
				next.start();
				await().until(() -> next.getState() == Thread.State.WAITING);
			}
			return Instant.EPOCH;
		});
		for (String client : List.of("a", "b")) {
			script.chat().connected(client, TestChat.origin("203.0.113.1"));
			script.chat().received(client, "name-" + client, false, 0);
		}
		waiting.add(new Thread(() -> script.chat().received("b", "ho", false, 0)));
		script.chat().received("a", "hi", false, 0);
		await().untilAsserted(() -> assertThat(script.chat().rooms().lockTimes().waitedNanos()).isPositive());
	}

}
