package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a room tells of the entries that it applies.
 */
class RoomTests {

	private final TestOutlet outlet = new TestOutlet();

	private final Clients clients = new Clients(new LaterRoomLog(InstantSource.system()), this.outlet);

	private final Room room = new Room(new NamePolicy(List.of(), true).name("lobby"), KeptRoom.none("lobby", "r1"),
			TestRooms.usual(), new HistoryMemory(1_000_000), this.clients, this.outlet, new TestDelays(), false);

	private long seq;

	private Client connect(String id) {
		return this.clients.connect(id, TestChat.origin("203.0.113.1"), this.room);
	}

	private Entry entry(String client, RoomEvent event) {
		return new Entry(new Stamped("lobby", ++this.seq, Instant.EPOCH, event), client, 0);
	}

	@Test
	void welcomesWithNumberOfJoinInTheMiddleOfBatch() {
		Client client = connect("a");
		this.room.run((locked) -> locked.clients().format(client, Format.JSON));
		this.outlet.take("a");
		this.room.apply(List.of(entry("z", new Joined("zoe", null)), entry("z", new Said("zoe", "early")),
				entry("a", new Joined("alice", null)), entry("z", new Said("zoe", "late"))));
		assertThat(this.outlet.of("a")).hasSize(2);
		assertThat(this.outlet.of("a").getFirst()).contains("\"welcome\"", "\"seq\":3", "\"members\":2");
		assertThat(this.outlet.of("a").getLast()).contains("\"late\"", "\"seq\":4");
	}

	@Test
	void appliesBatchInOneHoldOfTheLock() {
		this.room.apply(List.of(entry("z", new Joined("zoe", null)), entry("z", new Said("zoe", "hi"))));
		assertThat(this.room.lockTimes().count()).isOne();
		assertThat(this.room.status().size()).isOne();
	}

	@Test
	void tellsNothingToClientsOfOtherServers() {
		connect("a");
		this.room.apply(List.of(entry("a", new Joined("alice", null)), entry("z", new Joined("zoe", "203.0.113.9")),
				entry("z", new Left("zoe"))));
		assertThat(this.outlet.of("z")).isEmpty();
		assertThat(this.outlet.of("a")).endsWith("zoe from [203.0.113.9] has joined the chat!",
				"zoe has left the chat.");
	}

	@Test
	void showsAllBeforeGoodbyeAndNotItsOwnLeave() {
		Client alice = connect("a");
		this.room.apply(List.of(entry("a", new Joined("alice", null))));
		this.outlet.take("a");
		assertThat(alice.life.end(CloseReason.QUIT, "#quit", Left::new)).isTrue();
		this.room.apply(List.of(entry("z", new Said("zoe", "bye")), entry("a", new Left("alice")),
				entry("z", new Said("zoe", "gone?"))));
		assertThat(this.outlet.of("a")).containsExactly("zoe: bye", "#quit", "closed QUIT");
		assertThat(this.clients.all()).isEmpty();
		assertThat(this.room.members()).isEmpty();
	}

	@Test
	void saysNoGoodbyeToOneWhoseConnectionEnded() {
		Client alice = connect("a");
		this.room.apply(List.of(entry("a", new Joined("alice", null))));
		this.outlet.take("a");
		assertThat(alice.life.end(null, "", Left::new)).isTrue();
		this.room.apply(List.of(entry("a", new Left("alice"))));
		assertThat(this.outlet.of("a")).doesNotContain("closed QUIT").hasSizeLessThan(2);
	}

}
