package io.chatroom.chat;

import java.time.Instant;
import java.util.List;

import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of what happened.
 */
class HistoryTests {

	@Test
	void numbersFromOne() {
		History history = new History(new HistoryMemory(1_000_000), 10, 1_000_000, 0);
		assertThat(history.last()).isZero();
		assertThat(history.first()).isOne();
		say(history, 3, "hi");
		assertThat(history.between(0, 9, (entry) -> true)).extracting(Entry::seq).containsExactly(1L, 2L, 3L);
		assertThat(history.last()).isEqualTo(3);
	}

	@Test
	void keepsSoManyEvents() {
		History history = new History(new HistoryMemory(1_000_000), 10, 1_000_000, 0);
		say(history, 25, "hi");
		assertThat(history.first()).isEqualTo(16);
		assertThat(history.reaches(15)).isTrue();
		assertThat(history.reaches(14)).isFalse();
		assertThat(history.between(0, 25, (entry) -> true)).hasSize(10);
		assertThat(history.between(20, 23, (entry) -> true)).extracting(Entry::seq).containsExactly(21L, 22L, 23L);
	}

	@Test
	void keepsSoManyBytes() {
		History history = new History(new HistoryMemory(1_000_000), 1000, 16 * 1024, 0);
		say(history, 100, "x".repeat(1024));
		assertThat(history.between(0, 100, (entry) -> true)).hasSize(3);
		say(history, 100, "x");
		assertThat(history.between(0, 200, (entry) -> true)).hasSizeBetween(28, 32);
		say(history, 1, "x".repeat(16 * 1024));
		assertThat(history.between(0, 201, (entry) -> true)).isEmpty();
		assertThat(history.first()).isEqualTo(202);
	}

	@Test
	void takesWhatAllRoomsMayTakeTogether() {
		HistoryMemory memory = new HistoryMemory(64 * 1024);
		memory.addRooms(2);
		History big = new History(memory, 1000, 1_000_000, 0);
		History small = new History(memory, 1000, 1_000_000, 0);
		say(big, 100, "hi");
		assertThat(big.first()).isEqualTo(1);
		say(small, 40, "hi");
		assertThat(small.first()).as("has less than its share").isEqualTo(1);
		assertThat(big.first()).isEqualTo(1);
		say(big, 1, "hi");
		assertThat(big.first()).as("has more than its share").isBetween(10L, 60L);
		big.clear();
		say(small, 60, "hi");
		assertThat(small.first()).isEqualTo(1);
	}

	@Test
	void keepsNothingWhenToldTo() {
		History history = new History(new HistoryMemory(1_000_000), 0, 1_000_000, 0);
		say(history, 3, "hi");
		assertThat(history.first()).isEqualTo(4);
		assertThat(history.spoken(9, (entry) -> true)).isEmpty();
	}

	@Test
	void takesItsBytesForNoLessThanTheyAreAsJson() {
		Entry quotes = entry(Long.MAX_VALUE, new Said("n".repeat(24), "\"".repeat(1024)));
		assertThat((long) JsonLines.replayed(quotes.json()).length()).isLessThan(History.bytes(quotes));
		Entry joined = entry(Long.MAX_VALUE, new Joined("n".repeat(24), "f".repeat(45)));
		assertThat((long) JsonLines.replayed(joined.json()).length()).isLessThan(History.bytes(joined));
	}

	@Test
	void rendersOnceHoweverMany() {
		Entry hi = entry(1, new Said("alice", "hi"));
		assertThat(hi.json()).isSameAs(hi.json());
	}

	private static Entry entry(long seq, RoomEvent event) {
		return new Entry(new Stamped("lobby", seq, Instant.EPOCH, event), null, 0);
	}

	private static void say(History history, int times, String text) {
		for (int i = 0; i < times; i++) {
			history.add(entry(history.last() + 1, new Said("alice", text)));
		}
	}

}
