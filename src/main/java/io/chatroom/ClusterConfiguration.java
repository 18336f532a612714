package io.chatroom;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import io.chatroom.log.redis.Engine;
import io.chatroom.log.redis.EngineCheck;
import io.chatroom.log.redis.EngineStartException;
import io.chatroom.log.redis.Keys;
import io.chatroom.log.redis.Lease;
import io.chatroom.log.redis.LeaseSettings;
import io.chatroom.log.redis.NameClaims;
import io.chatroom.log.redis.Reaper;
import io.chatroom.log.redis.RedisNodes;
import io.chatroom.log.redis.RedisRecords;
import io.chatroom.log.redis.RedisRegister;
import io.chatroom.log.redis.RedisRoomLog;
import io.chatroom.log.redis.ThisNode;
import io.chatroom.ops.NodeMetrics;
import io.chatroom.ops.RedisMetrics;
import io.chatroom.tcp.ChatConnectionFactory;
import io.lettuce.core.AbstractRedisClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * What a node of several needs: the engine that they share, and the log in it. Spring
 * Boot configures the driver ({@code spring.data.redis}).
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("chat.cluster.enabled")
class ClusterConfiguration {

	/** A sweep of all clients takes a few milliseconds for each 1,000. */
	private static final Duration LONGEST_PACE = Duration.ofMillis(10);

	/** How long a start waits for the engine. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Bean
	Engine engine(LettuceConnectionFactory factory, ChatProperties properties) {
		properties.cluster().check();
		AbstractRedisClient driver = Objects.requireNonNull(factory.getNativeClient());
		return new Engine(driver);
	}

	@Bean
	EngineCheck engineCheck(Engine engine, Environment environment) {
		EngineCheck check = new EngineCheck(engine);
		try {
			check.start(PATIENCE);
			return check;
		}
		catch (EngineStartException ex) {
			engine.close();
			throw RedisAddress.of(environment).cannotBeUsed(ex);
		}
	}

	@Bean
	Keys engineKeys(ChatProperties properties) {
		return new Keys(properties.cluster().prefix());
	}

	/**
	 * The node, which the others know from now on.
	 */
	@Bean
	ThisNode node(ChatProperties properties) {
		return new ThisNode(properties.cluster().node().isEmpty() ? hostName() : properties.cluster().node());
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9_-]", "-");
		}
		catch (UnknownHostException ex) {
			return "node";
		}
	}

	@Bean
	NameClaims nameClaims() {
		return new NameClaims();
	}

	@Bean
	RedisRegister register(Engine engine, Keys keys, ThisNode node, NameClaims claims) {
		return new RedisRegister(engine.commands(), keys, node, claims);
	}

	@Bean
	RedisRecords records(Engine engine, Keys keys) {
		return new RedisRecords(engine.commands(), keys);
	}

	@Bean
	Reaper reaper(Engine engine, Keys keys) {
		return new Reaper(engine.commands(), keys);
	}

	/**
	 * Begins the first incarnation of the node.
	 */
	@Bean
	Lease lease(ChatProperties properties, Engine engine, EngineCheck check, Keys keys, ThisNode node, Reaper reaper,
			RedisRegister register) throws InterruptedException {
		ChatProperties.Cluster cluster = properties.cluster();
		Lease lease = new Lease(engine.commands(), keys, node, reaper, register,
				new LeaseSettings(cluster.lease(), cluster.beat(), cluster.patience()));
		if (!lease.begin()) {
			throw new SettingException("chat.cluster.node", node.name(),
					"is the name of another node that is alive. Give each node a name of its own", null);
		}
		lease.start();
		return lease;
	}

	@Bean
	RedisRoomLog roomLog(ChatProperties properties, Engine engine, EngineCheck check, Keys keys, ThisNode node,
			Lease lease) {
		RedisRoomLog log = new RedisRoomLog(engine, keys, node, () -> UUID.randomUUID().toString(), check,
				new PartSettings(properties).redisLog());
		lease.onChange(log::fence, log::become);
		log.onLostMembers(lease::lostMembers);
		return log;
	}

	@Bean
	RedisNodes nodes(Engine engine, Keys keys, ThisNode node, Lease lease) {
		return new RedisNodes(engine.commands(), engine.connection(), keys, node, lease);
	}

	@Bean
	NodeMetrics nodeMetrics(Lease lease, Reaper reaper, NameClaims claims) {
		return new NodeMetrics(lease, reaper, claims);
	}

	@Bean
	RedisMetrics redisMetrics(RedisRoomLog log, EngineCheck check) {
		return new RedisMetrics(log, check);
	}

	@Bean
	EngineLifecycle engineLifecycle(RedisRoomLog log, Engine engine, ChatConnectionFactory factory) {
		log.setPace(() -> factory.awaitWritten(LONGEST_PACE));
		return new EngineLifecycle(log, engine);
	}

}
