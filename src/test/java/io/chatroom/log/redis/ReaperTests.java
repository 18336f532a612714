package io.chatroom.log.redis;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * How the clients of a dead node leave.
 */
class ReaperTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	private final LeasedNode a = this.nodes.lease("a");

	private final LeasedNode b = this.nodes.lease("b").live();

	@Test
	void lastOnesLeaveOnce() {
		this.a.enter("lobby", "c2", "bob", 4);
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.enter("games", "c3", "carol", 7);
		this.b.enter("games", "c1", "dave", 8);
		// a does not renew its lease
		await().until(() -> this.b.register.claim(List.of("alice"), "c9"));
		assertThat(this.b.events("lobby"))
			.containsExactly("2-0 [[\"a.1.c1\",\"left\",\"alice\"],[\"a.1.c2\",\"left\",\"bob\"]]");
		assertThat(this.b.events("games")).containsExactly("1-0 [[\"a.1.c3\",\"left\",\"carol\"]]");
		assertThat(this.b.register.claim(List.of("dave"), "c9")).isFalse();
		await().until(() -> this.b.lease.nodes() == 1);
		assertThat(this.b.reaper.reap("a", true)).isTrue();
		assertThat(this.b.events("lobby")).hasSize(1);
		assertThat(this.b.reaper.ghosts()).isEqualTo(3);
	}

	@Test
	void leaveIsWrittenOnce() {
		this.a.enter("lobby", "c1", "alice", 3);
		List<String> keys = List.of(this.b.keys.log("lobby"), this.b.keys.meta("lobby"), this.b.keys.here("lobby"));
		List<String> leave = List.of("a", "1", "1", "[[\"a.1.c1\",\"left\",\"alice\"]]", "a.1.c1");
		assertThat(this.b.engine.callScript(Script.read("leave"), keys, leave)).containsExactly("OK", 1L, 1L);
		// another reaper had found the same
		assertThat(this.b.engine.callScript(Script.read("leave"), keys, leave)).containsExactly("GONE");
		assertThat(this.b.events("lobby")).hasSize(1);
	}

	@Test
	void whoWasReapedAppendsNothing() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.b.reaper.reap("a", true);
		List<String> keys = List.of(this.b.keys.log("lobby"), this.b.keys.meta("lobby"), this.b.keys.here("lobby"));
		assertThat(this.a.engine.callScript(Script.read("append"), keys,
				List.of("", "0", "a", "1", "1", "0", "1", "1", "[]")))
			.containsExactly("FENCED");
	}

	@Test
	void namesAreNotFreeBeforeAllRoomsAreFenced() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.enter("games", "c2", "bob", 4);
		// the fence of this room fails
		this.b.engine.<String>call((commands) -> commands.set(this.b.keys.meta("games"), "no hash"));
		assertThatThrownBy(() -> this.b.reaper.reap("a", true)).isInstanceOf(EngineException.class);
		assertThat(this.b.register.claim(List.of("alice"), "c9")).isFalse();
		this.b.engine.<Long>call((commands) -> commands.del(this.b.keys.meta("games")));
		this.b.reaper.reap("a", true);
		assertThat(this.b.register.claim(List.of("alice"), "c9")).isTrue();
	}

	@Test
	void nobodyWhoLivesIsReaped() {
		this.a.live();
		await().until(() -> this.a.lease.nodes() == 2);
		assertThat(this.b.reaper.reap("a", false)).isFalse();
		assertThat(this.a.lease.left()).isPositive();
		assertThat(this.a.dropped).isEmpty();
	}

}
