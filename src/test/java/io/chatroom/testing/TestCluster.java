package io.chatroom.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

import io.chatroom.protocol.Reply.Renewed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three nodes as processes over a Redis server, and members who talk. Leases are a tenth
 * of the usual ones.
 */
public final class TestCluster implements AutoCloseable {

	private static final int NODES = 3;

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final RedisServer redis;

	private final ServiceProcess[] nodes = new ServiceProcess[NODES];

	private final int[] ports = new int[NODES];

	/** From each node to the server. */
	private final Cable[] cables = new Cable[NODES];

	private final List<ClusterMember> members = new ArrayList<>();

	/**
	 * Returns what the nodes have printed since they were started last.
	 */
	public String output() {
		return Arrays.stream(this.nodes).map(ServiceProcess::output).collect(Collectors.joining("\n--\n"));
	}

	/**
	 * Starts all, and waits until all members talk.
	 * @param files the directory of the server
	 * @param seed decides where members connect
	 */
	public TestCluster(Path files, int count, long seed) {
		this.redis = RedisServer.start(files);
		for (int node = 0; node < NODES; node++) {
			this.cables[node] = new Cable(this.redis.port());
			start(node);
		}
		for (int node = 0; node < NODES; node++) {
			awaitStarted(node);
		}
		List<IntSupplier> known = new CopyOnWriteArrayList<>();
		for (int node = 0; node < NODES; node++) {
			int which = node;
			known.add(() -> this.ports[which]);
		}
		for (int i = 0; i < count; i++) {
			this.members.add(new ClusterMember("m" + (char) ('a' + i), known, seed + i, PAUSE));
		}
		awaitTalk();
	}

	public RedisServer redis() {
		return this.redis;
	}

	public List<ClusterMember> members() {
		return this.members;
	}

	public ServiceProcess node(int node) {
		return this.nodes[node];
	}

	/**
	 * Returns what leads from a node to the server.
	 */
	public Cable cable(int node) {
		return this.cables[node];
	}

	public int port(int node) {
		return this.ports[node];
	}

	/**
	 * Starts a node; {@link #awaitStarted} waits for it. After a stop it has the same
	 * port.
	 */
	public void start(int node) {
		this.nodes[node] = ServiceProcess.start("--chat.tcp.port=" + this.ports[node], "--server.port=0",
				"--chat.cluster.enabled=true", "--chat.cluster.node=n" + node, "--chat.cluster.lease=4s",
				"--chat.cluster.beat=300ms", "--chat.cluster.patience=10s", "--chat.limits.messages-per-second=0",
				"--spring.data.redis.url=" + this.cables[node].uri());
	}

	public void awaitStarted(int node) {
		this.ports[node] = this.nodes[node].port();
	}

	/**
	 * Kills a node: it has no time to do anything. Members come back to another one.
	 */
	public void kill(int node) throws InterruptedException {
		this.ports[node] = 0;
		this.nodes[node].kill();
		this.nodes[node].exitCode();
	}

	/**
	 * Waits until all members say lines, and see them come back.
	 */
	public void awaitTalk() {
		Map<ClusterMember, Integer> before = new HashMap<>();
		this.members.forEach((member) -> before.put(member, member.said()));
		await().untilAsserted(() -> assertThat(this.members).as("who does not talk")
			.filteredOn((member) -> member.said() <= Objects.requireNonNull(before.get(member)) + 2)
			.isEmpty());
	}

	/**
	 * Returns the members that are connected to a node.
	 */
	public List<ClusterMember> membersOn(int node) {
		return this.members.stream().filter((member) -> member.port() == this.ports[node]).toList();
	}

	/**
	 * Lets the members go, and compares what they have seen with what each node has: one
	 * order without a gap, nothing twice, and all that its sender has seen, but for what
	 * it was told that is lost.
	 * @return the verdict in words
	 */
	public String verdict() {
		this.members.forEach(ClusterMember::close);
		String epoch = Objects.requireNonNull(this.members.getFirst().epoch());
		awaitGone(epoch);
		List<String> kept = ClusterMember.history(this.ports[0], epoch);
		int lines = 0;
		int lost = 0;
		for (ClusterMember member : this.members) {
			assertThat(member.faults()).isEmpty();
			NavigableMap<Long, String> seen = member.seen();
			seen.forEach(
					(seq, text) -> assertThat(kept.get(Math.toIntExact(seq - 1))).as("#" + seq + " of " + member.name())
						.isEqualTo(text));
			List<String> own = kept.stream().filter((text) -> text.startsWith(member.name() + ": ")).toList();
			assertThat(own).as("lines of " + member.name()).doesNotHaveDuplicates();
			assertThat(own.stream().map(TestCluster::number)).isSorted();
			assertThat(own).hasSizeGreaterThanOrEqualTo(member.said() - member.lost());
			lines += own.size();
			lost += member.lost();
		}
		for (int node = 1; node < NODES; node++) {
			List<String> other = ClusterMember.history(this.ports[node], epoch);
			assertThat(other.subList(0, kept.size())).isEqualTo(kept);
		}
		checkPresence(kept);
		return kept.size() + " events, " + lines + " lines: one order, no gap, nothing twice, "
				+ ((lost == 0) ? "nothing lost" : lost + " lines lost, as announced");
	}

	private static int number(String said) {
		return Integer.parseInt(said.substring(said.lastIndexOf(' ') + 1));
	}

	private void awaitGone(String epoch) {
		await().alias("all have left").until(() -> {
			Set<String> here = new HashSet<>();
			ClusterMember.history(this.ports[0], epoch).forEach((event) -> apply(event, here));
			here.removeIf((name) -> name.startsWith("reader"));
			return here.isEmpty();
		});
	}

	/**
	 * Checks that each came before it left, and left once.
	 */
	private static void checkPresence(List<String> events) {
		Set<String> here = new HashSet<>();
		events.forEach((event) -> assertThat(apply(event, here)).as(event).isTrue());
	}

	private static boolean apply(String event, Set<String> here) {
		String name = event.split("[ :]", 2)[0];
		if (event.endsWith(" has joined the chat!")) {
			return here.add(name);
		}
		return (event.endsWith(" has left the chat.") || event.contains(" has gone to ")) ? here.remove(name)
				: here.contains(name);
	}

	/**
	 * Returns whether some member was told that lines are lost.
	 */
	public boolean isRenewed() {
		return this.members.stream().flatMap((member) -> member.notices().stream()).anyMatch(Renewed.class::isInstance);
	}

	@Override
	public void close() {
		this.members.forEach(ClusterMember::close);
		for (ServiceProcess node : this.nodes) {
			if (node != null) {
				node.close();
			}
		}
		for (Cable cable : this.cables) {
			if (cable != null) {
				cable.close();
			}
		}
		this.redis.close();
	}

}
