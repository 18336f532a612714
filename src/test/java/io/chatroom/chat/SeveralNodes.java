package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.chatroom.log.memory.MemoryRecords;
import io.chatroom.log.memory.MemoryRegister;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RoomEvent.Left;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several nodes in one process. The first letter of a client's id is its node.
 */
final class SeveralNodes {

	private final Map<Character, Node> nodes = new HashMap<>();

	private final InstantSource clock = InstantSource.fixed(Instant.parse(RoomScript.NOW));

	private final SharedRoomLog log = new SharedRoomLog(this.clock);

	private final Register register = new SlowRegister();

	private final Records records = new MemoryRecords();

	/** The nodes that do not answer. */
	String away = "";

	/** Runs before a name is claimed. */
	Runnable beforeClaim = () -> {
	};

	SeveralNodes(String names) {
		names.chars().forEach((name) -> this.nodes.put((char) name, new Node((char) name)));
		this.nodes.values().forEach((node) -> node.chat.open());
	}

	/**
	 * Returns two nodes: alice is on {@code a}, and bob on {@code b}.
	 */
	static SeveralNodes ofAliceAndBob() {
		SeveralNodes nodes = new SeveralNodes("ab");
		nodes.join("a1", "alice");
		nodes.join("b1", "bob");
		nodes.take("a1");
		return nodes;
	}

	private Node node(char name) {
		return Objects.requireNonNull(this.nodes.get(name));
	}

	ChatRoomService chat(char node) {
		return node(node).chat;
	}

	/**
	 * Returns the log that they share.
	 */
	SharedRoomLog log() {
		return this.log;
	}

	/**
	 * Sends the clients of a node away, since the others have taken it for dead.
	 */
	void drop(char node) {
		Objects.requireNonNull(node(node).inbox).dropped(CloseReason.AWAY_TOO_LONG);
	}

	/**
	 * Lets the clients of a node leave, as the others do, and it is not told.
	 */
	void reap(char node) {
		node(node).leave();
	}

	/**
	 * Returns the client that has a name, or null.
	 */
	@Nullable String owner(String name) {
		return this.register.owner(new NamePolicy(List.of(), true).name(name).keys());
	}

	/**
	 * Lets a client connect, and type its name.
	 */
	void join(String client, String name) {
		connect(client);
		type(client, name);
		take(client);
	}

	void connect(String client) {
		chat(client.charAt(0)).connected(client, TestChat.origin("203.0.113.7"));
	}

	/**
	 * Lets a program connect that acts for an account.
	 */
	void connectProgram(String client, String account) {
		chat(client.charAt(0)).connected(client, new Origin("203.0.113.7", true, null, account));
	}

	void type(String client, String line) {
		chat(client.charAt(0)).received(client, line, false, 0);
	}

	/**
	 * Returns and forgets what a client was sent.
	 */
	List<String> take(String client) {
		return node(client.charAt(0)).outlet.take(client);
	}

	/**
	 * Checks what a client was sent, and forgets it.
	 */
	void hears(String client, String... lines) {
		assertThat(take(client)).containsExactly(lines);
	}

	/**
	 * A register in which a claim may wait.
	 */
	private final class SlowRegister implements Register {

		private final Register names = new MemoryRegister();

		@Override
		public boolean claim(Collection<String> keys, String client) {
			SeveralNodes.this.beforeClaim.run();
			return this.names.claim(keys, client);
		}

		@Override
		public void release(Collection<String> keys, String client) {
			this.names.release(keys, client);
		}

		@Override
		public @Nullable String owner(Collection<String> keys) {
			return this.names.owner(keys);
		}

	}

	private final class Node implements Nodes {

		private final char name;

		private final TestOutlet outlet = new TestOutlet();

		private final RoomLog log = SeveralNodes.this.log.node();

		private final ChatRoomService chat;

		private @Nullable Inbox inbox;

		Node(char name) {
			this.name = name;
			Ports ports = new Ports(this.log, SeveralNodes.this.register, SeveralNodes.this.records, this,
					TestChat.HASHER, new TestDelays(), this.outlet, new ObservedRoom());
			this.chat = new ChatRoomService(new NamePolicy(List.of(), true), TestRooms.usual(), List.of(), ports,
					SeveralNodes.this.clock);
		}

		@Override
		public void open(Inbox opened) {
			this.inbox = opened;
		}

		@Override
		public @Nullable Presence ask(NodeMessage.ToClient message) {
			Node node = node(message.client().charAt(0));
			return (SeveralNodes.this.away.indexOf(node.name) < 0) ? node.receive(message) : null;
		}

		private @Nullable Presence receive(NodeMessage message) {
			return Objects.requireNonNull(this.inbox).received(message);
		}

		@Override
		public void tellAll(NodeMessage.ToAll message) {
			SeveralNodes.this.nodes.values()
				.stream()
				.filter((node) -> !node.equals(this))
				.forEach((node) -> node.receive(message));
		}

		/**
		 * Does what a reaper does.
		 */
		@Override
		public void leave() {
			for (Member member : this.chat.rooms().list().members()) {
				if (member.client().charAt(0) == this.name) {
					SeveralNodes.this.register.release(List.of(member.name()), member.client());
					this.log.append(member.room(), member.client(), new Left(member.name()), 0);
				}
			}
		}

	}

}
