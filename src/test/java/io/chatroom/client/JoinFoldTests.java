package io.chatroom.client;

import java.time.Instant;

import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several joins and leaves in one line.
 */
class JoinFoldTests {

	private final JoinFold fold = new JoinFold();

	@Test
	void eachIsNamedOnceForWhatCameOfIt() {
		join("bob", "carol", "dave");
		leave("erin", "carol", "frank");
		join("frank");
		assertThat(this.fold.text())
			.isEqualTo("bob, dave joined; erin left; carol came and went; frank left and came back.");
	}

	@Test
	void whoGoesToAnotherRoomLeaves() {
		join("bob");
		move("bob", "carol", "dave");
		join("dave");
		assertThat(this.fold.text())
			.isEqualTo("carol went to another room; bob came and went; dave left and came back.");
	}

	@Test
	void manyAreCounted() {
		join("a", "b", "c", "d", "e", "f", "g");
		assertThat(this.fold.text()).isEqualTo("a, b, c, d, e and 2 more joined.");
	}

	@Test
	void nothingElseIsTaken() {
		assertThat(this.fold.takes(new Stamped("lobby", 1, Instant.EPOCH, new Said("bob", "hi")))).isFalse();
		assertThat(this.fold.isEmpty()).isTrue();
	}

	private void join(String... names) {
		for (String name : names) {
			assertThat(this.fold.takes(new Stamped("lobby", 1, Instant.EPOCH, new Joined(name, null)))).isTrue();
		}
	}

	private void move(String... names) {
		for (String name : names) {
			assertThat(this.fold.takes(new Stamped("lobby", 1, Instant.EPOCH, new Moved(name, "games")))).isTrue();
		}
	}

	private void leave(String... names) {
		for (String name : names) {
			assertThat(this.fold.takes(new Stamped("lobby", 1, Instant.EPOCH, new Left(name)))).isTrue();
		}
	}

}
