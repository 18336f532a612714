package io.chatroom;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Spring Boot configures for Redis, unless this is a node of several: so
 * a single one has no connection and no health indicator, and its start takes no longer.
 */
final class RedisAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String REDIS = "org.springframework.boot.data.redis.";

	/** Only the connection and its health are used. */
	private static final List<String> UNUSED = List.of("Repositories", "Reactive", "AnnotationDriven", "Observation");

	/** What comes with Spring Data, and nothing here uses. */
	private static final List<String> COMPANIONS = List.of("org.springframework.boot.data.",
			"org.springframework.boot.persistence.", "org.springframework.boot.transaction.");

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
	 * Returns whether a class is kept. Spring also asks for the classes that a
	 * configuration imports.
	 */
	private boolean isKept(String name) {
		if (name.startsWith(REDIS)) {
			return this.needed && UNUSED.stream().noneMatch(name::contains);
		}
		return COMPANIONS.stream().noneMatch(name::startsWith);
	}

}
