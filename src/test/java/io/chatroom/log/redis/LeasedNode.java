package io.chatroom.log.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.chatroom.chat.NodeMessage;
import io.chatroom.chat.Nodes;
import io.chatroom.chat.Presence;
import io.chatroom.protocol.CloseReason;
import io.chatroom.testing.RedisServer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * What a node has in an engine, without a chat.
 */
final class LeasedNode implements AutoCloseable, Nodes.Inbox {

	/** Short, so that tests are. */
	static final LeaseSettings SETTINGS = new LeaseSettings(Duration.ofSeconds(4), Duration.ofMillis(300),
			Duration.ofSeconds(10));

	final ThisNode node;

	final Keys keys;

	final Reaper reaper;

	final RedisRegister register;

	final Lease lease;

	final RedisNodes nodes;

	/** What it was sent. */
	final List<NodeMessage> received = new CopyOnWriteArrayList<>();

	/** Why its clients were sent away. */
	final List<CloseReason> dropped = new CopyOnWriteArrayList<>();

	Function<NodeMessage, @Nullable Presence> answer = (message) -> null;

	final EngineConnection engine;

	private final Engine owner;

	private final RedisClient driver;

	LeasedNode(RedisServer server, String name) throws InterruptedException {
		this.driver = RedisClient.create(server.uri());
		this.owner = new Engine(this.driver);
		this.engine = this.owner.commands();
		this.engine.awaitUp(Duration.ofMinutes(1));
		this.keys = new Keys("chat");
		this.node = new ThisNode(name);
		this.reaper = new Reaper(this.engine, this.keys);
		this.register = new RedisRegister(this.engine, this.keys, this.node, new NameClaims());
		this.lease = new Lease(this.engine, this.keys, this.node, this.reaper, this.register, SETTINGS);
		this.nodes = new RedisNodes(this.engine, this.owner.connection(), this.keys, this.node, this.lease);
		this.lease.begin();
	}

	/**
	 * Begins to renew its lease, and to receive.
	 */
	LeasedNode live() {
		this.nodes.open(this);
		this.lease.start();
		return this;
	}

	/**
	 * Waits until it has renewed its lease again.
	 */
	void awaitBeat() {
		long now = System.nanoTime();
		await().until(() -> System.nanoTime() - now > this.lease.sinceRenewed().toNanos());
	}

	/**
	 * Lets a client be in a room, as the log does.
	 */
	void enter(String room, String client, String name, long place) {
		String id = this.node.kept(client);
		this.engine.<Boolean>call((commands) -> commands.hset(this.keys.here(room), id, place + " 1 " + name + " ::1"));
		this.engine.<Long>call((commands) -> commands.sadd(this.keys.shared("rooms:" + this.node.name()), room));
		this.register.claim(List.of(name), client);
	}

	/**
	 * Returns the events of a room that reapers have written.
	 */
	List<String> events(String room) {
		List<String> events = new ArrayList<>();
		this.engine
			.<List<StreamMessage<String, String>>>call(
					(commands) -> commands.xrange(this.keys.log(room), Range.unbounded()))
			.forEach((message) -> events.add(message.getId() + " " + message.getBody().get("events")));
		return events;
	}

	@Override
	public @Nullable Presence received(NodeMessage message) {
		this.received.add(message);
		return this.answer.apply(message);
	}

	@Override
	public void dropped(CloseReason reason) {
		this.dropped.add(reason);
	}

	/**
	 * Ends it as kill does: nobody is told.
	 */
	@Override
	public void close() {
		this.nodes.close();
		this.owner.close();
		this.driver.close();
	}

}
