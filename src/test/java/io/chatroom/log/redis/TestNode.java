package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.chatroom.protocol.RoomEvent.Said;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node has of the engine, for a test.
 */
final class TestNode implements AutoCloseable {

	private static final Keys KEYS = new Keys("chat");

	/** So that tests need not tell whose client it is. */
	private static final ClientIds SAME = new ClientIds() {

		@Override
		public String kept(String client) {
			return client;
		}

		@Override
		public String known(String kept) {
			return kept;
		}

	};

	private final AbstractRedisClient driver;

	private final Engine engine;

	private final RedisRoomLog log;

	private final String name;

	/**
	 * Starts a node that lives.
	 * @param keep how long entries are kept
	 */
	TestNode(String name, String uri, Duration keep) {
		this(name, RedisClient.create(uri), keep);
	}

	TestNode(String name, AbstractRedisClient driver, Duration keep) {
		this.name = name;
		this.driver = driver;
		this.engine = new Engine(this.driver);
		try {
			assertThat(this.engine.commands().awaitUp(Duration.ofMinutes(1))).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		this.log = new RedisRoomLog(this.engine, KEYS, live(), SAME, () -> UUID.randomUUID().toString(),
				new EngineCheck(this.engine), new RedisLogSettings(100, 10_000, keep));
	}

	/**
	 * Returns another incarnation that lives.
	 */
	Node live() {
		return new Node(this.name,
				this.engine.commands().<Long>call((commands) -> commands.hincrby(KEYS.shared("inc"), this.name, 1)));
	}

	RedisRoomLog log() {
		return this.log;
	}

	/**
	 * Proposes a line.
	 */
	void say(String room, String client, String text) {
		this.log.append(room, client, new Said(client, text), 0);
	}

	/**
	 * Writes an entry as no node of this version does.
	 * @param number its number, which is the next one
	 */
	void writeAs(int version, String room, long number, String events) {
		this.engine.commands()
			.<String>call((commands) -> commands.xadd(KEYS.log(room), new XAddArgs().id(number + "-0"),
					Map.of("v", String.valueOf(version), "at", "1", "by", "n9.1.1", "count", "1", "events", events)));
		this.engine.commands()
			.<Boolean>call((commands) -> commands.hset(KEYS.meta(room), "last", String.valueOf(number)));
	}

	Engine engine() {
		return this.engine;
	}

	@Override
	public void close() {
		this.log.close();
		this.engine.close();
		this.driver.close();
	}

}
