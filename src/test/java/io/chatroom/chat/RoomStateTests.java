package io.chatroom.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What entries make of a room.
 */
class RoomStateTests {

	private static final RoomSettings SHOWN = TestRooms.usual();

	private static final RoomSettings HIDDEN = hidden();

	private static RoomSettings hidden() {
		TestRooms rooms = new TestRooms();
		rooms.showAddress = false;
		return rooms.settings();
	}

	private final RoomState state = new RoomState(KeptRoom.none("lobby", "r1"), SHOWN, new HistoryMemory(1_000_000));

	private long seq;

	private Entry entry(String client, RoomEvent event) {
		return new Entry(new Stamped("lobby", ++this.seq, Instant.ofEpochSecond(this.seq), event), client, 0);
	}

	private void happens(String client, RoomEvent event) {
		this.state.apply(entry(client, event));
	}

	@Test
	void keepsMembersInJoinOrder() {
		happens("c1", new Joined("alice", "203.0.113.1"));
		happens("c2", new Joined("bob", "203.0.113.2"));
		happens("c1", new Renamed("alice", "ally"));
		happens("c3", new Joined("carol", "203.0.113.3"));
		happens("c2", new Left("bob"));
		assertThat(this.state.members()).containsExactly(
				new Member("lobby", "c1", "ally", "203.0.113.1", Instant.ofEpochSecond(1)),
				new Member("lobby", "c3", "carol", "203.0.113.3", Instant.ofEpochSecond(4)));
		assertThat(this.state.who(null).names()).containsExactly("ally", "carol");
		assertThat(this.state.size()).isEqualTo(2);
		assertThat(this.state.member("c2")).isNull();
	}

	@Test
	void numbersPromptAndWelcomeAsTheLastEntry() {
		assertThat(this.state.prompt().seq()).isZero();
		happens("c1", new Joined("alice", "203.0.113.1"));
		assertThat(this.state.welcome("alice").seq()).isOne();
		assertThat(this.state.welcome("alice").members()).isOne();
		this.state.apply(new Entry(new Stamped("lobby", 2, Instant.EPOCH, new Announced("hi")), null, 0));
		assertThat(this.state.prompt().seq()).isEqualTo(2);
	}

	@Test
	void hidesAddressFromMembersAlone() {
		RoomState hiding = new RoomState(KeptRoom.none("lobby", "r1"), HIDDEN, new HistoryMemory(1_000_000));
		Entry seen = hiding.apply(entry("c1", new Joined("alice", "203.0.113.1")));
		assertThat(seen.event()).isEqualTo(new Joined("alice", null));
		assertThat(hiding.history().between(0, 1, (entry) -> true)).containsExactly(seen);
		assertThat(hiding.members()).extracting(Member::address).containsExactly("203.0.113.1");
	}

	@Test
	void refusesToResumeWhereItCannot() {
		for (int i = 0; i < 20; i++) {
			happens("c1", new Said("alice", "hi"));
		}
		assertThat(this.state.refuse(new Resume(10, "r1"), Long.MAX_VALUE)).isNull();
		assertThat(this.state.refuse(new Resume(20, null), Long.MAX_VALUE)).isNull();
		assertThat(this.state.refuse(new Resume(9, null), Long.MAX_VALUE))
			.matches((refusal) -> refusal != null && refusal.is(RefusalReason.TOO_OLD));
		assertThat(this.state.refuse(new Resume(21, null), Long.MAX_VALUE))
			.matches((refusal) -> refusal != null && refusal.is(RefusalReason.TOO_NEW));
		assertThat(this.state.refuse(new Resume(15, "r0"), Long.MAX_VALUE))
			.matches((refusal) -> refusal != null && refusal.is(RefusalReason.OTHER_ROOM));
		assertThat(this.state.refuse(new Resume(4, null), 5)).as("the log has more").isNull();
		assertThat(this.state.refuse(new Resume(3, null), 5)).isEqualTo(Refusals.tooOld(3, 5));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void isTheSameAfterTheSameEntries(long seed) {
		Random random = new Random(seed);
		List<Entry> entries = new ArrayList<>();
		RoomState other = new RoomState(KeptRoom.none("lobby", "r1"), SHOWN, new HistoryMemory(1_000_000));
		for (int i = 0; i < 300; i++) {
			String client = "c" + random.nextInt(9);
			entries.add(entry(client, switch (random.nextInt(4)) {
				case 0 -> new Joined("n" + i, "203.0.113.1");
				case 1 -> new Left("n");
				case 2 -> new Renamed("n", "m" + i);
				default -> new Said("n", "line " + i);
			}));
		}
		entries.forEach(this.state::apply);
		entries.forEach(other::apply);
		assertThat(other.members()).isEqualTo(this.state.members()).isNotEmpty();
		assertThat(other.prompt()).isEqualTo(this.state.prompt());
		assertThat(other.history().between(0, 300, (entry) -> true))
			.isEqualTo(this.state.history().between(0, 300, (entry) -> true))
			.hasSize(10);
	}

}
