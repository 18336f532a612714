package io.chatroom;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.chatroom.client.load.LoadTool;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.Reply.LogAway;
import io.chatroom.protocol.Reply.LogBack;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.ServerEvent;
import io.chatroom.testing.ClusterMember;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to a conversation over three nodes when a node, or the engine, is killed,
 * paused, stopped, cut off, full, or has lost something: {@code -Dcluster.rounds} times
 * each. Each test prints its verdict.
 */
@Timeout(900)
class NodesIT {

	private static final Logger logger = LoggerFactory.getLogger(NodesIT.class);

	private static final int MEMBERS = 6;

	private final int rounds = Integer.getInteger("cluster.rounds", 3);

	private final long seed = Long.getLong("cluster.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@TempDir
	Path files;

	private TestCluster cluster;

	@BeforeEach
	void start(TestInfo test) {
		logger.info("{}: -Dcluster.seed={}", test.getDisplayName(), this.seed);
		this.cluster = new TestCluster(this.files, MEMBERS, this.seed);
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	private void soon() {
		// at any moment of what goes on
		LockSupport.parkNanos(this.random.nextInt(300_000_000));
	}

	private int anyNode() {
		return this.random.nextInt(3);
	}

	private void agree(TestInfo test) {
		try {
			logger.info("{}: {}", test.getDisplayName(), this.cluster.verdict());
		}
		catch (AssertionError ex) {
			logger.error("{}", this.cluster.output());
			throw ex;
		}
	}

	private void assertNotices(Class<?>... kinds) {
		for (ClusterMember member : this.cluster.members()) {
			assertThat(member.notices()).as(member.name()).hasExactlyElementsOfTypes(kinds);
		}
	}

	/**
	 * The three kinds of kills in one conversation, since a start of three nodes takes
	 * longer than all of them.
	 */
	@Test
	void anythingIsKilled(TestInfo test) throws Exception {
		for (int round = 0; round < 3; round++) {
			soon();
			this.cluster.redis().kill();
			this.cluster.redis().restart();
			soon();
			int node = anyNode();
			this.cluster.kill(node);
			this.cluster.start(node);
			this.cluster.awaitStarted(node);
			this.cluster.awaitTalk();
			soon();
			int other = anyNode();
			this.cluster.redis().kill();
			this.cluster.kill(other);
			this.cluster.redis().restart();
			this.cluster.start(other);
			this.cluster.awaitStarted(other);
			this.cluster.awaitTalk();
		}
		assertThat(this.cluster.isRenewed()).isFalse();
		agree(test);
	}

	@Test
	@Tag("long")
	void nodeIsKilled(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			soon();
			int node = anyNode();
			this.cluster.kill(node);
			this.cluster.awaitTalk();
			this.cluster.start(node);
			this.cluster.awaitStarted(node);
		}
		assertNotices();
		agree(test);
	}

	@Test
	@Tag("long")
	void nodeIsPausedForLong(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			// who comes while the node is paused is not sent away
			this.cluster.awaitTalk();
			soon();
			int node = anyNode();
			int port = this.cluster.port(node);
			List<ClusterMember> there = this.cluster.members().stream().filter((one) -> one.port() == port).toList();
			this.cluster.node(node).signal("STOP");
			List<ClusterMember> others = this.cluster.members().stream().filter((one) -> !there.contains(one)).toList();
			for (ClusterMember member : there) {
				await().until(() -> others.isEmpty() || !isHere(member, others.getFirst()));
			}
			this.cluster.node(node).signal("CONT");
			this.cluster.awaitTalk();
			for (ClusterMember member : others.isEmpty() ? others : there) {
				assertThat(member.notices()).contains(
						new Bye(CloseReason.AWAY_TOO_LONG, "This server was away too long. Connect again. Goodbye!"));
			}
		}
		agree(test);
	}

	/**
	 * Returns whether a member is in the room, as another one has seen.
	 */
	private static boolean isHere(ClusterMember member, ClusterMember witness) {
		return witness.seen()
			.descendingMap()
			.values()
			.stream()
			.filter((text) -> text.startsWith(member.name() + " ") || text.startsWith(member.name() + ":"))
			.findFirst()
			.map((text) -> !text.endsWith(" has left the chat."))
			// it has seen nothing of it yet
			.orElse(true);
	}

	@Test
	@Tag("long")
	void nodeStops(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			soon();
			int node = round % 3;
			this.cluster.node(node).terminate();
			assertThat(this.cluster.node(node).exitCode()).isZero();
			assertThat(this.cluster.node(node).output()).doesNotContain("ERROR");
			this.cluster.awaitTalk();
			this.cluster.start(node);
			this.cluster.awaitStarted(node);
		}
		for (ClusterMember member : this.cluster.members()) {
			assertThat(member.notices()).allMatch((notice) -> isBye(notice, CloseReason.GOING_DOWN));
		}
		agree(test);
	}

	private static boolean isBye(ServerEvent notice, CloseReason reason) {
		return notice instanceof Bye bye && bye.is(reason);
	}

	/**
	 * With the clients that people use.
	 */
	@Test
	@Tag("long")
	void allNodesAreRolledUnderLoad(TestInfo test) throws Exception {
		String servers = IntStream.range(0, 3)
			.mapToObj((node) -> "127.0.0.1:" + this.cluster.port(node))
			.collect(Collectors.joining(","));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
		CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> LoadTool.run(new String[] { "--resume",
				"--clients", "30", "--senders", "5", "--rate", "200", "--seconds", "40", "--server", servers }, print),
				Thread::startVirtualThread);
		await().until(() -> output.toString(StandardCharsets.UTF_8).contains(" confirmed"));
		for (int node = 0; node < 3; node++) {
			this.cluster.node(node).terminate();
			assertThat(this.cluster.node(node).exitCode()).isZero();
			this.cluster.start(node);
			this.cluster.awaitStarted(node);
		}
		int exitCode = run.get();
		String said = output.toString(StandardCharsets.UTF_8);
		logger.info("{}: {}", test.getDisplayName(), said);
		assertThat(exitCode).as(said).isZero();
		assertThat(said).contains("verdict          right: ")
			.containsPattern(" [1-9]\\d* connections lost and resumed");
		agree(test);
	}

	@Test
	@Tag("long")
	void engineIsKilledAndBackAtOnce(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			soon();
			this.cluster.redis().kill();
			this.cluster.redis().restart();
			this.cluster.awaitTalk();
		}
		assertThat(this.cluster.isRenewed()).isFalse();
		for (ClusterMember member : this.cluster.members()) {
			assertThat(member.notices()).noneMatch(Bye.class::isInstance);
		}
		agree(test);
	}

	@Test
	@Tag("long")
	void engineIsAwayForAWhile(TestInfo test) throws Exception {
		soon();
		this.cluster.redis().kill();
		await().until(() -> this.cluster.members().stream().noneMatch((member) -> member.notices().isEmpty()));
		assertNotices(LogAway.class);
		this.cluster.redis().restart();
		await().until(() -> this.cluster.members().stream().allMatch((member) -> member.notices().size() == 2));
		this.cluster.awaitTalk();
		assertNotices(LogAway.class, LogBack.class);
		agree(test);
	}

	@Test
	@Tag("long")
	void engineIsAwayForTooLong(TestInfo test) throws Exception {
		soon();
		this.cluster.redis().kill();
		await().until(() -> this.cluster.members()
			.stream()
			.allMatch((member) -> member.notices().stream().anyMatch((notice) -> isBye(notice, CloseReason.LOST_LOG))));
		this.cluster.redis().restart();
		this.cluster.awaitTalk();
		agree(test);
	}

	@Test
	@Tag("long")
	void nodeAndEngineAreKilled(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			soon();
			int node = anyNode();
			this.cluster.kill(node);
			this.cluster.redis().kill();
			this.cluster.redis().restart();
			this.cluster.awaitTalk();
			this.cluster.start(node);
			this.cluster.awaitStarted(node);
		}
		agree(test);
	}

	@Test
	@Tag("long")
	void engineIsFull(TestInfo test) {
		soon();
		this.cluster.redis().set("maxmemory", "1");
		await().until(() -> this.cluster.members().stream().noneMatch((member) -> member.notices().isEmpty()));
		this.cluster.redis().set("maxmemory", "0");
		await().until(() -> this.cluster.members().stream().allMatch((member) -> member.notices().size() == 2));
		this.cluster.awaitTalk();
		assertNotices(LogAway.class, LogBack.class);
		agree(test);
	}

	@Test
	@Tag("long")
	void nodeIsCutOffFromTheEngine(TestInfo test) {
		for (int round = 0; round < this.rounds; round++) {
			this.cluster.awaitTalk();
			soon();
			int node = nodeWithMembers();
			List<ClusterMember> there = this.cluster.membersOn(node);
			List<ClusterMember> others = this.cluster.members().stream().filter((one) -> !there.contains(one)).toList();
			int told = others.getFirst().notices().size();
			if (this.random.nextBoolean()) {
				this.cluster.cable(node).pull();
			}
			else {
				this.cluster.cable(node).swallow();
			}
			there.forEach((member) -> await().until(() -> !isHere(member, others.getFirst())));
			this.cluster.cable(node).pass();
			this.cluster.awaitTalk();
			for (ClusterMember member : there) {
				assertThat(member.notices()).hasAtLeastOneElementOfType(LogAway.class)
					.anyMatch((notice) -> isBye(notice, CloseReason.AWAY_TOO_LONG)
							|| isBye(notice, CloseReason.LOST_LOG));
			}
			assertThat(others.getFirst().notices()).hasSize(told);
		}
		agree(test);
	}

	/**
	 * Returns a node that has members, and not all of them.
	 */
	private int nodeWithMembers() {
		int node = anyNode();
		while (this.cluster.membersOn(node).isEmpty() || this.cluster.membersOn(node).size() == MEMBERS) {
			node = anyNode();
		}
		return node;
	}

	@Test
	@Tag("long")
	void nodeIsSlow(TestInfo test) throws Exception {
		int node = nodeWithMembers();
		for (int step = 0; step < 20 * this.rounds; step++) {
			// it works a tenth of the time, and keeps its lease
			this.cluster.node(node).signal("STOP");
			LockSupport.parkNanos(200_000_000);
			this.cluster.node(node).signal("CONT");
			LockSupport.parkNanos(20_000_000);
		}
		this.cluster.awaitTalk();
		assertNotices();
		agree(test);
	}

	@Test
	@Tag("long")
	void engineHasLostItsTail(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			Path copy = this.files.resolve("copy" + round);
			this.cluster.redis().backUp(copy);
			this.cluster.awaitTalk();
			soon();
			int renewals = renewals();
			this.cluster.redis().restore(copy);
			await().until(() -> renewals() == renewals + MEMBERS);
			this.cluster.awaitTalk();
		}
		for (ClusterMember member : this.cluster.members()) {
			assertThat(member.notices()).noneMatch(Bye.class::isInstance);
		}
		agree(test);
	}

	private int renewals() {
		return (int) this.cluster.members()
			.stream()
			.flatMap((member) -> member.notices().stream())
			.filter(Renewed.class::isInstance)
			.count();
	}

	/**
	 * Who came and went is lost, too.
	 */
	@Test
	@Tag("long")
	void oldBackupIsRestored(TestInfo test) throws Exception {
		for (int round = 0; round < this.rounds; round++) {
			Path copy = this.files.resolve("copy" + round);
			this.cluster.redis().backUp(copy);
			int node = nodeWithMembers();
			this.cluster.node(node).terminate();
			assertThat(this.cluster.node(node).exitCode()).isZero();
			this.cluster.start(node);
			this.cluster.awaitTalk();
			this.cluster.awaitStarted(node);
			soon();
			this.cluster.redis().restore(copy);
			this.cluster.awaitTalk();
		}
		assertThat(this.cluster.isRenewed()).isTrue();
		agree(test);
	}

	@Test
	@Tag("long")
	void membersOfAllNodesAreOneRoom(TestInfo test) {
		int a = this.cluster.port(0);
		int b = this.cluster.port(1);
		try (TestClient alice = TestClient.connect(a);
				TestClient bob = TestClient.connect(b);
				TestClient other = TestClient.connect(b)) {
			alice.say("alice").say("#join quiet");
			expectLater(alice, "You are in quiet. 1 here: alice");
			expectLater(bob.say("bob").say("#join Quiet"), "You are in quiet. 2 here: alice, bob");
			expectLater(alice, "bob from [127.0.0.1] has joined quiet!");
			expectLater(other.say("Alice"), "That name is taken. Type another name and press enter!");
			alice.say("hello").expect("alice: hello");
			bob.expect("alice: hello");
			bob.say("#msg ALICE hi").expect("[to alice] hi");
			alice.expect("[from bob] hi");
			alice.say("#who").expect("2 here: alice, bob");
			bob.say("#who").expect("2 here: alice, bob");
		}
		agree(test);
	}

	private static void expectLater(TestClient client, String line) {
		String read = client.read();
		while (read != null && !read.equals(line)) {
			read = client.read();
		}
		assertThat(read).isEqualTo(line);
	}

}
