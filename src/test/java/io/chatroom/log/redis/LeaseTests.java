package io.chatroom.log.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import io.chatroom.chat.NodeMessage;
import io.chatroom.chat.Presence;
import io.chatroom.chat.Rank;
import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Nodes that die, seem to die, and come back.
 */
class LeaseTests {

	private static final Script MINUTE_AGO = new Script("""
			for _, node in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
			  redis.call('ZINCRBY', KEYS[1], -60000, node)
			end
			redis.call('SET', KEYS[2], redis.call('GET', KEYS[2]) - 60000)
			return {}
			""", "no digest of it");

	@TempDir
	Path files;

	private RedisServer server;

	private LeasedNode a;

	private LeasedNode b;

	@BeforeEach
	void start() throws InterruptedException {
		this.server = RedisServer.start(this.files);
		this.a = new LeasedNode(this.server, "chat", "a");
		this.b = new LeasedNode(this.server, "chat", "b").live();
	}

	@AfterEach
	void stop() {
		this.a.close();
		this.b.close();
		this.server.close();
	}

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
		// a room that cannot be fenced
		this.b.engine.<String>call((commands) -> commands.set(this.b.keys.meta("games"), "no hash"));
		assertThatThrownBy(() -> this.b.reaper.reap("a", true)).isInstanceOf(EngineException.class);
		assertThat(this.b.register.claim(List.of("alice"), "c9")).isFalse();
		this.b.engine.<Long>call((commands) -> commands.del(this.b.keys.meta("games")));
		this.b.reaper.reap("a", true);
		assertThat(this.b.register.claim(List.of("alice"), "c9")).isTrue();
	}

	@Test
	void incarnationsNeverGoBack() {
		this.b.engine.<String>call((commands) -> commands.set(this.b.keys.shared("incarnations"), "0"));
		this.b.reaper.reap("a", true);
		this.a.live();
		await().until(() -> !this.a.dropped.isEmpty());
		await().until(() -> this.a.node.current().incarnation() == 2);
	}

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
	void nobodyWhoLivesIsReaped() {
		this.a.live();
		await().until(() -> this.a.lease.nodes() == 2);
		assertThat(this.b.reaper.reap("a", false)).isFalse();
		assertThat(this.a.lease.left()).isPositive();
		assertThat(this.a.dropped).isEmpty();
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
	void nextProcessLetsThoseOfTheLastOneLeave() throws InterruptedException {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.close();
		this.a = new LeasedNode(this.server, "chat", "a");
		assertThat(this.a.events("lobby")).containsExactly("1-0 [[\"a.1.c1\",\"left\",\"alice\"]]");
		assertThat(this.a.register.claim(List.of("alice"), "c1")).isTrue();
		assertThat(this.a.node.known("a.1.c1")).as("not one of its own").isEqualTo("a.1.c1");
	}

	@Test
	void nameIsThatOfOneProcess() throws InterruptedException {
		this.a.live();
		ThisNode other = new ThisNode("a");
		Lease lease = new Lease(this.b.engine, this.b.keys, other, this.b.reaper, this.b.register,
				new LeaseSettings(Duration.ofSeconds(10), LeasedNode.SETTINGS.beat(), LeasedNode.SETTINGS.patience()));
		assertThat(lease.begin()).isFalse();
		assertThat(this.a.dropped).isEmpty();
		assertThat(this.a.node.current().incarnation()).isEqualTo(1);
	}

	@Test
	void nextProcessBeginsAlthoughOthersReapTheLastOneMeanwhile() {
		begins(() -> this.b.reaper.reap("a", true));
	}

	@Test
	void nextProcessBeginsAlthoughTheLastOneGetsMoreTime() {
		begins(() -> this.b.engine
			.<Double>call((commands) -> commands.zincrby(this.b.keys.shared("lease"), 60_000, "a")));
	}

	/**
	 * A process begins under the name of one that has died.
	 * @param meanwhile happens while it waits whether that one lives
	 */
	private void begins(Runnable meanwhile) {
		this.a.enter("lobby", "c1", "alice", 3);
		ThisNode next = new ThisNode("a");
		Lease lease = new Lease(this.b.engine, this.b.keys, next, this.b.reaper, this.b.register, LeasedNode.SETTINGS);
		FutureTask<Boolean> begun = new FutureTask<>(lease::begin);
		Thread thread = Thread.ofPlatform().start(begun);
		await()
			.until(() -> Stream.of(thread.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("sleep")));
		meanwhile.run();
		await().until(begun::isDone);
		assertThat(begun.resultNow()).isTrue();
		assertThat(next.current().incarnation()).isEqualTo(3);
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
			awaitBeat(this.a);
			awaitBeat(this.b);
		}
		assertThat(this.a.dropped).isEmpty();
		assertThat(this.b.dropped).isEmpty();
		assertThat(this.b.events("lobby")).isEmpty();
	}

	private static void awaitBeat(LeasedNode node) {
		long now = System.nanoTime();
		await().until(() -> System.nanoTime() - now > node.lease.sinceRenewed().toNanos());
	}

	@Test
	void clientsAreSentAwayWhenEngineStaysAway() {
		this.a.enter("lobby", "c1", "alice", 3);
		this.a.live();
		this.server.kill();
		await().until(() -> !this.a.dropped.isEmpty());
		assertThat(this.a.dropped).containsExactly(CloseReason.LOST_LOG);
		// who comes now waits for the next incarnation: the names of this one will be
		// freed
		CompletableFuture<Boolean> claim = CompletableFuture
			.supplyAsync(() -> this.a.register.claim(List.of("zoe"), "c5"), Thread::startVirtualThread);
		this.server.restart();
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

	@Test
	void messagesAreAnsweredAndTranslated() {
		this.a.live();
		this.b.answer = (message) -> new Presence("Bob", "games", "bob");
		NodeMessage.Tell tell = new NodeMessage.Tell("b.2.c7", "alice", "c1", Instant.EPOCH, "hi\nthere");
		assertThat(this.a.nodes.ask(tell)).isEqualTo(new Presence("Bob", "games", "bob"));
		assertThat(this.b.received)
			.containsExactly(new NodeMessage.Tell("c7", "alice", "a.1.c1", Instant.EPOCH, "hi\nthere"));
		this.b.answer = (message) -> null;
		assertThat(this.a.nodes.ask(new NodeMessage.Find("b.2.c8"))).isNull();
		assertThat(this.a.nodes.ask(new NodeMessage.Find("z.1.c8"))).as("a node that is gone").isNull();
		this.a.nodes.tellAll(new NodeMessage.Identify("alice", Rank.GUEST));
		assertThat(this.b.received).endsWith(new NodeMessage.Identify("alice", Rank.GUEST));
		this.a.nodes.tellAll(new NodeMessage.EndPrograms("alice"));
		assertThat(this.b.received).endsWith(new NodeMessage.EndPrograms("alice"));
		assertThat(this.a.received).isEmpty();
	}

}
