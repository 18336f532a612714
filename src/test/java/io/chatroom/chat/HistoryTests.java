package io.chatroom.chat;

import java.util.List;

import io.chatroom.chat.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of what happened.
 */
class HistoryTests {

	private static final Name ALICE = new Name("alice", List.of("alice"));

	@Test
	void numbersFromOne() {
		History history = new History("r1", 10, 1_000_000);
		assertThat(history.last()).isZero();
		assertThat(history.first()).isOne();
		say(history, 3, "hi");
		assertThat(history.between(0, 9)).extracting(Stamped::seq).containsExactly(1L, 2L, 3L);
		assertThat(history.last()).isEqualTo(3);
	}

	@Test
	void keepsSoManyEvents() {
		History history = new History("r1", 10, 1_000_000);
		say(history, 25, "hi");
		assertThat(history.first()).isEqualTo(16);
		assertThat(history.between(0, 25)).hasSize(10);
		assertThat(history.between(20, 23)).extracting(Stamped::seq).containsExactly(21L, 22L, 23L);
	}

	@Test
	void keepsSoManyBytes() {
		History history = new History("r1", 1000, 16 * 1024);
		say(history, 100, "x".repeat(1024));
		assertThat(history.between(0, 100)).hasSize(3);
		say(history, 100, "x");
		assertThat(history.between(0, 200)).hasSizeBetween(28, 32);
		say(history, 1, "x".repeat(16 * 1024));
		assertThat(history.between(0, 201)).isEmpty();
		assertThat(history.first()).isEqualTo(202);
	}

	@Test
	void keepsNothingWhenToldTo() {
		History history = new History("r1", 0, 1_000_000);
		say(history, 3, "hi");
		assertThat(history.first()).isEqualTo(4);
		assertThat(history.spoken(9)).isEmpty();
	}

	@Test
	void takesItsBytesForNoLessThanTheyAreAsJson() {
		JsonEvents json = new JsonEvents(new Phrases(true, 1024));
		Stamped quotes = new Stamped(Long.MAX_VALUE, 0,
				new Said(new Name("n".repeat(24), List.of()), "\"".repeat(1024)));
		assertThat((long) json.again(quotes).length()).isLessThan(quotes.bytes());
		Stamped joined = new Stamped(Long.MAX_VALUE, 0,
				new RoomEvent.Joined("c", new Name("n".repeat(24), List.of()), "f".repeat(45)));
		assertThat((long) json.again(joined).length()).isLessThan(joined.bytes());
	}

	@Test
	void rendersOnceHoweverMany() {
		JsonEvents json = new JsonEvents(new Phrases(true, 1024));
		Stamped hi = new Stamped(1, 0, new Said(ALICE, "hi"));
		assertThat(json.of(hi)).isSameAs(json.of(hi));
	}

	private static void say(History history, int times, String text) {
		for (int i = 0; i < times; i++) {
			history.add(0, new Said(ALICE, text));
		}
	}

}
