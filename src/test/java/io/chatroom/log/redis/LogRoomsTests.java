package io.chatroom.log.redis;

import java.util.List;
import java.util.Objects;

import io.chatroom.chat.KeptRoom;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which rooms the log in an engine knows.
 */
class LogRoomsTests {

	private final LogRooms rooms = new LogRooms();

	private OpenRoom open(String name) {
		return this.rooms.open(KeptRoom.none(name, "e"), List.of(name), (entries) -> {
		});
	}

	private static void propose(OpenRoom room) {
		room.outgoing.add(new Proposal("c1", new Said("alice", "hi"), 0, 0));
	}

	private static void append(Outgoing room) {
		room.appended(Objects.requireNonNull(room.begin(1, new Node("n1", 1))));
	}

	@Test
	void opensRoomOnce() {
		open("lobby");
		assertThatIllegalStateException().isThrownBy(() -> open("lobby"));
		assertThat(this.rooms.close("lobby")).isNotNull();
		assertThat(this.rooms.close("lobby")).isNull();
		assertThat(this.rooms.find("lobby")).isNull();
		assertThat(open("lobby")).isSameAs(this.rooms.find("lobby"));
	}

	@Test
	void keepsWhatWaitsInClosedRoom() {
		OpenRoom before = open("lobby");
		propose(before);
		this.rooms.close("lobby");
		assertThat(this.rooms.waiting()).isOne();
		assertThat(open("lobby").outgoing).as("in the same order").isSameAs(before.outgoing);
	}

	@Test
	void forgetsClosedRoomsWhereNothingWaitsAnyMore() {
		OpenRoom lobby = open("lobby");
		propose(lobby);
		this.rooms.close("lobby");
		append(lobby.outgoing);
		OpenRoom den = open("den");
		propose(den);
		open("games");
		this.rooms.close("games");
		assertThat(this.rooms.outgoing()).containsExactly(den.outgoing);
		assertThat(this.rooms.waiting()).isOne();
	}

}
