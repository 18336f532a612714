package io.chatroom;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Spring Boot configures for Redis, unless this is a node of several:
 * then there is no connection, no health indicator, and no time spent.
 */
final class RedisAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

	private boolean needed;

	@Override
	public void setEnvironment(Environment environment) {
		this.needed = Boolean.TRUE.equals(environment.getProperty("chat.cluster.enabled", Boolean.class));
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] kept = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			kept[i] = name == null || isKept(name);
		}
		return kept;
	}

	/**
	 * Of Redis the connection and its health are needed at most, not repositories.
	 */
	private boolean isKept(String name) {
		return !name.startsWith("org.springframework.boot.data.redis.")
				|| (this.needed && (name.endsWith(".DataRedisAutoConfiguration")
						|| name.endsWith(".DataRedisHealthContributorAutoConfiguration")));
	}

}
