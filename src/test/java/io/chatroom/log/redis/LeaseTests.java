package io.chatroom.log.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.chatroom.protocol.CloseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes that seem to die and come back, and one that leaves.
 */
class LeaseTests {

	private static final Script MINUTE_AGO = new Script("""
			for _, node in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
			  redis.call('ZINCRBY', KEYS[1], -60000, node)
			end
			redis.call('SET', KEYS[2], redis.call('GET', KEYS[2]) - 60000)
			return {}
			""", "no digest of it");

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	private final LeasedNode a = this.nodes.lease("a");

	private final LeasedNode b = this.nodes.lease("b").live();

	@Test
	void engineMayLoseWhoIsHere() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.live();
		this.a.lease.lostMembers();
		await().until(() -> this.a.node.current().incarnation() == 3);
		assertThat(this.a.dropped).containsExactly(CloseReason.LOST_LOG);
		assertThat(this.b.events("lobby")).containsExactly("1-0 [[\"a.1.c1\",\"left\",\"alice\"]]");
		assertThat(this.a.lease.fencedCount()).isZero();
	}

	@Test
	void fencedNodeComesBackAsAnother() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.b.reaper.reap("a", true);
		this.a.live();
		await().until(() -> this.a.node.current().incarnation() == 3);
		assertThat(this.a.dropped).containsExactly(CloseReason.AWAY_TOO_LONG);
		assertThat(this.a.node.known("a.1.c1")).as("still one of its own").isEqualTo("c1");
		assertThat(this.a.register.claim(List.of("alice"), "c2")).isTrue();
		assertThat(this.a.lease.fencedCount()).isEqualTo(1);
	}

	@Test
	void engineThatWasAwayIsNobodysFault() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.live();
		await().until(() -> this.b.lease.nodes() == 2);
		// as if nobody could beat for a minute
		this.b.engine.callScript(MINUTE_AGO, List.of(this.b.keys.shared("lease"), this.b.keys.shared("beat")),
				List.of());
		for (int beat = 0; beat < 3; beat++) {
			this.a.awaitBeat();
			this.b.awaitBeat();
		}
		assertThat(this.a.dropped).isEmpty();
		assertThat(this.b.dropped).isEmpty();
		assertThat(this.b.events("lobby")).isEmpty();
	}

	@Test
	void clientsAreSentAwayWhenEngineStaysAway() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.live();
		this.nodes.server().kill();
		await().until(() -> !this.a.dropped.isEmpty());
		assertThat(this.a.dropped).containsExactly(CloseReason.LOST_LOG);
		// who comes now waits for the next incarnation: the names of this one will be
		// freed
		CompletableFuture<Boolean> claim = CompletableFuture
			.supplyAsync(() -> this.a.register.claim(List.of("zoe"), "c5"), Thread::startVirtualThread);
		this.nodes.server().restart();
		await().until(() -> this.a.node.current().incarnation() > 2);
		assertThat(claim.join()).isTrue();
		assertThat(this.a.register.owner(List.of("zoe"))).isEqualTo("c5");
		assertThat(this.a.events("lobby")).containsExactly("1-0 [[\"a.1.c1\",\"left\",\"alice\"]]");
	}

	@Test
	void nodeThatLeavesIsGoneAtOnce() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.live();
		this.a.nodes.leave();
		assertThat(this.b.register.claim(List.of("alice"), "c9")).isTrue();
		assertThat(this.b.events("lobby")).hasSize(1);
		assertThat(this.a.dropped).isEmpty();
	}

}
