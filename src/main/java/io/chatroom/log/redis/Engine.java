package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;

/**
 * The engine that the nodes share: a Redis or Valkey server, one that Sentinels watch, or
 * a cluster. Owns the connections to it. Any thread.
 */
public final class Engine implements AutoCloseable {

	/** After this a command counts as lost. */
	static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final AbstractRedisClient client;

	private final List<EngineConnection> connections = new CopyOnWriteArrayList<>();

	private final EngineConnection commands;

	/**
	 * Creates it, and begins to connect.
	 * @param client the driver; it knows where the engine is, and is closed by the caller
	 */
	public Engine(AbstractRedisClient client) {
		this.client = client;
		configure(client);
		this.commands = new EngineConnection(this::connect);
		this.connections.add(this.commands);
	}

	/**
	 * Sets that the driver neither connects again nor repeats a command: both is decided
	 * here.
	 */
	private static void configure(AbstractRedisClient client) {
		switch (client) {
			case RedisClusterClient cluster -> {
				ClientOptions options = cluster.getOptions();
				cluster.setOptions(((options instanceof ClusterClientOptions known) ? known.mutate()
						: ClusterClientOptions.builder(options))
					.autoReconnect(false)
					.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
					.timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
					.build());
			}
			case RedisClient single -> single.setOptions(single.getOptions()
				.mutate()
				.autoReconnect(false)
				.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
				.timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
				.build());
			default -> throw new IllegalArgumentException("Unknown driver " + client);
		}
	}

	private EngineConnection.Link connect() {
		if (this.client instanceof RedisClusterClient cluster) {
			cluster.refreshPartitions();
			StatefulRedisClusterConnection<String, String> made = cluster.connect(StringCodec.UTF8);
			return new EngineConnection.Link(made, made.async());
		}
		StatefulRedisConnection<String, String> made = ((RedisClient) this.client).connect(StringCodec.UTF8);
		return new EngineConnection.Link(made, made.async());
	}

	/**
	 * Returns the connection for all that does not block in the engine.
	 */
	public EngineConnection commands() {
		return this.commands;
	}

	/**
	 * Returns a new connection, for what blocks in the engine. It is closed with this.
	 */
	public EngineConnection connection() {
		EngineConnection made = new EngineConnection(this::connect);
		this.connections.add(made);
		return made;
	}

	/**
	 * Returns whether the keys of different partitions are on different servers.
	 */
	boolean isCluster() {
		return this.client instanceof RedisClusterClient;
	}

	@Override
	public void close() {
		this.connections.forEach(EngineConnection::close);
	}

}
