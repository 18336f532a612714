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
import io.chatroom.log.redis.Node;
import io.chatroom.log.redis.RedisRoomLog;
import io.chatroom.ops.RedisMetrics;
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

	/** How long a start waits for the engine. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	@Bean
	Engine engine(LettuceConnectionFactory factory) {
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

	@Bean
	Node node(ChatProperties properties, Engine engine, EngineCheck check, Keys keys) {
		String name = properties.cluster().node().isEmpty() ? hostName() : properties.cluster().node();
		return new Node(name,
				engine.commands().<Long>call((commands) -> commands.hincrby(keys.shared("inc"), name, 1)));
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
	RedisRoomLog roomLog(ChatProperties properties, Engine engine, EngineCheck check, Keys keys, Node node) {
		return new RedisRoomLog(engine, keys, node, () -> UUID.randomUUID().toString(), check,
				properties.redisLogSettings());
	}

	@Bean
	RedisMetrics redisMetrics(RedisRoomLog log, EngineCheck check) {
		return new RedisMetrics(log, check);
	}

	@Bean
	EngineLifecycle engineLifecycle(RedisRoomLog log, Engine engine) {
		return new EngineLifecycle(log, engine);
	}

}
