package io.chatroom;

import java.util.Objects;

import io.chatroom.log.redis.Engine;
import io.chatroom.log.redis.Keys;
import io.lettuce.core.AbstractRedisClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * What a node of several needs: the engine that they share. Spring Boot configures the
 * driver ({@code spring.data.redis}).
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("chat.cluster.enabled")
class ClusterConfiguration {

	@Bean
	Engine engine(LettuceConnectionFactory factory) {
		AbstractRedisClient driver = Objects.requireNonNull(factory.getNativeClient());
		return new Engine(driver);
	}

	@Bean
	Keys engineKeys(ChatProperties properties) {
		return new Keys(properties.cluster().prefix());
	}

}
