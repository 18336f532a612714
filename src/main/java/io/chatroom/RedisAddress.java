package io.chatroom;

import io.chatroom.log.redis.EngineStartException;

import org.springframework.core.env.Environment;

/**
 * Where Redis is, as the operator has set it: for messages.
 *
 * @param property the property that says it
 * @param value its value, without a password
 */
record RedisAddress(String property, String value) {

	private static final String PREFIX = "spring.data.redis.";

	private static final String HIDDEN = "******";

	static RedisAddress of(Environment environment) {
		for (String name : new String[] { "url", "sentinel.nodes", "cluster.nodes", "masterreplica.nodes" }) {
			String value = environment.getProperty(PREFIX + name);
			if (value != null && !value.isEmpty()) {
				return new RedisAddress(PREFIX + name, value.replaceAll("//[^/@]*@", "//" + HIDDEN + "@"));
			}
		}
		return new RedisAddress(PREFIX + "host", environment.getProperty(PREFIX + "host", "localhost") + ":"
				+ environment.getProperty(PREFIX + "port", "6379"));
	}

	/**
	 * Returns how the service says that it cannot use the engine.
	 */
	SettingException cannotBeUsed(EngineStartException problem) {
		String text = String.valueOf(problem.getMessage());
		return problem.isPassword() ? new SettingException(PREFIX + "password", HIDDEN, text, problem)
				: new SettingException(this.property, this.value, text, problem);
	}

}
