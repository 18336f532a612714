package io.chatroom.chat;

import java.util.List;

import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How names are claimed and freed.
 */
class NamesTests {

	private final Names names = new Names(new NamePolicy(List.of(), true), new MemoryRegister());

	private NameCheck claim(String name, String client) {
		NameCheck check = this.names.check(name, false);
		boolean isTaken = check instanceof Name wanted && !this.names.claim(wanted, client, new ClientLife());
		return isTaken ? NameCheck.TAKEN : check;
	}

	@Test
	void givesNameToOneClient() {
		assertThat(claim("alice", "a")).hasToString("alice");
		assertThat(claim("ALICE", "b")).isEqualTo(NameCheck.TAKEN);
		assertThat(claim("Alice", "a")).hasToString("Alice");
		assertThat(this.names.owner("al1ce")).isEqualTo("a");
		assertThat(this.names.owner("bob")).isNull();
		assertThat(this.names.owner("not a name")).isNull();
	}

	@Test
	void claimsNothingThatIsRefused() {
		assertThat(this.names.check("bob", true)).isEqualTo(NameCheck.MALFORMED);
		assertThat(claim("root", "a")).isEqualTo(NameCheck.RESERVED);
		assertThat(claim("bob", "b")).hasToString("bob");
	}

	@Test
	void keepsBothNamesUntilNewOneIsReleased() {
		claim("alice", "a");
		claim("zoe", "a");
		assertThat(claim("alice", "b")).isEqualTo(NameCheck.TAKEN);
		this.names.release(new Renamed("alice", "zoe"), "a");
		assertThat(claim("alice", "b")).hasToString("alice");
		assertThat(claim("zoe", "b")).isEqualTo(NameCheck.TAKEN);
	}

	@Test
	void keepsWhatBothNamesReadLike() {
		claim("mike", "a");
		claim("rnike", "a");
		this.names.release(new Renamed("mike", "rnike"), "a");
		assertThat(claim("mike", "b")).isEqualTo(NameCheck.TAKEN);
		this.names.release(new Left("rnike"), "a");
		assertThat(claim("mike", "b")).hasToString("mike");
	}

	@Test
	void releasesNothingAfterOtherEventsOrForOthers() {
		claim("alice", "a");
		this.names.release(new Said("alice", "hi"), "a");
		this.names.release(new Left("alice"), "b");
		assertThat(claim("alice", "b")).isEqualTo(NameCheck.TAKEN);
	}

}
