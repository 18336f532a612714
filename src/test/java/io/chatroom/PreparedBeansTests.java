package io.chatroom;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With which settings a start may use the beans that the build of the image prepared.
 */
class PreparedBeansTests {

	@Test
	void fitTheDefaultSettings() {
		assertThat(PreparedBeans.fit(environment())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "chat.tcp.port=5555", "chat.data.directory=", "chat.tls.bundle=web", "chat.web.port=0",
			"chat.cluster.enabled=false", "spring.ssl.bundle.pem.web.keystore.certificate=/x", "server.port=0",
			"server.address=0.0.0.0", "logging.level.root=debug" })
	void fitSettingsThatBeansRead(String setting) {
		assertThat(fitsProperty(setting)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "chat.cluster.enabled=true", "chat.cluster.enabled=on", "chat.web.port=-1",
			"chat.web.port= -1 ", "management.server.port=9000", "management.endpoint.chat.access=unrestricted",
			"management.endpoints.web.exposure.include=*", "spring.main.web-application-type=none",
			"spring.data.redis.host=x", "server.ssl.bundle=web", "spring.autoconfigure.exclude=x" })
	void doNotFitSettingsThatChooseBeans(String setting) {
		assertThat(fitsProperty(setting)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHAT_TCP_PORT=5555", "SERVER_ADDRESS=0.0.0.0", "CHAT_DATA_DIRECTORY=/data",
			"MANAGEMENT_METRICS_SYSTEM_DISKSPACE_PATHS=/data", "PATH=/bin" })
	void fitVariablesOfTheImage(String variable) {
		assertThat(fitsVariable(variable)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHAT_CLUSTER_ENABLED=true", "CHAT_WEB_PORT=-1", "MANAGEMENT_SERVER_PORT=9000",
			"SPRING_AUTOCONFIGURE_EXCLUDE=x", "SPRING_CONFIG_ADDITIONALLOCATION=/etc/chatroom/" })
	void doNotFitVariablesThatChooseBeans(String variable) {
		assertThat(fitsVariable(variable)).isFalse();
	}

	private static boolean fitsProperty(String setting) {
		StandardEnvironment environment = environment();
		String[] pair = setting.split("=", 2);
		environment.getPropertySources().addFirst(new MapPropertySource("arguments", Map.of(pair[0], pair[1])));
		return PreparedBeans.fit(environment);
	}

	private static boolean fitsVariable(String variable) {
		StandardEnvironment environment = environment();
		String[] pair = variable.split("=", 2);
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("variables", Map.of(pair[0], pair[1])));
		return PreparedBeans.fit(environment);
	}

	/**
	 * Returns one without the variables of this machine.
	 */
	private static StandardEnvironment environment() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((source) -> environment.getPropertySources().remove(source.getName()));
		environment.getPropertySources()
			.addLast(new MapPropertySource("defaultProperties", Map.of("spring.application.name", "chatroom")));
		return environment;
	}

}
