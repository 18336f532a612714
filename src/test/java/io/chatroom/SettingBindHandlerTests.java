package io.chatroom;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.chatroom.protocol.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What settings become, wherever they come from.
 */
class SettingBindHandlerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@ParameterizedTest
	@ValueSource(strings = { "\r", "\n", "\r\n", " ", "\t" })
	void dropsWhiteSpaceAtTheEndOfAVariable(String end) {
		Map<String, Object> variables = Map.of("CHAT_TCP_BIND_ADDRESS", "127.0.0.1" + end, "CHAT_TCP_PORT", "7" + end,
				"CHAT_TCP_FRAMING", "read" + end, "CHAT_TCP_DRAIN_TIMEOUT", "6s" + end, "CHAT_OUTBOX_MAX_BYTES",
				"2MB" + end, "CHAT_LIMITS_DENY", "10.0.0.0/8, ::1" + end, "CHAT_ROOM_SHOW_ADDRESS", "false" + end,
				"CHAT_TLS_BUNDLE", "web" + end, "SERVER_ADDRESS", "127.0.0.2" + end);
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables)))
			.run((context) -> {
				ChatProperties settings = context.getBean(ChatProperties.class);
				assertThat(settings.tcp().bindAddress()).isEqualTo("127.0.0.1");
				assertThat(settings.tcp().port()).isEqualTo(7);
				assertThat(settings.tcp().framing()).hasToString("READ");
				assertThat(settings.tcp().drainTimeout()).hasSeconds(6);
				assertThat(settings.outbox().maxBytes()).hasToString("2097152B");
				assertThat(settings.limits().deny()).containsExactly(AddressRange.of("10.0.0.0/8"),
						AddressRange.of("::1"));
				assertThat(settings.room().showAddress()).isFalse();
				assertThat(settings.tls().bundle()).isEqualTo("web");
				assertThat(context.getBean(ServerProperties.class).getAddress())
					.isEqualTo(InetAddress.ofLiteral("127.0.0.2"));
			});
	}

	@Test
	void takesZeroAndEveryUnitForADuration() {
		this.runner
			.withPropertyValues("chat.limits.idle-timeout=0", "chat.tcp.drain-timeout=00",
					"chat.limits.name-deadline=90ms", "chat.outbox.stall-timeout=PT2M")
			.run((context) -> {
				ChatProperties settings = context.getBean(ChatProperties.class);
				assertThat(settings.limits().idleTimeout()).isZero();
				assertThat(settings.tcp().drainTimeout()).isZero();
				assertThat(settings.limits().nameDeadline()).hasMillis(90);
				assertThat(settings.outbox().stallTimeout()).hasMinutes(2);
			});
	}

	@ParameterizedTest
	@MethodSource("durations")
	void wantsAUnitForADuration(String name) {
		for (Object value : new Object[] { "12", "12\r", 12 }) {
			PropertySource<?> source = new MapPropertySource("settings", Map.of(name, value));
			this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
				.run((context) -> assertThat(context).hasFailed()
					.getFailure()
					.rootCause()
					.hasMessage(name + "=12 has no unit: 12s, or 12ms."));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			chat.limits.name-deadline=${sixty}          | =60 has no unit: 60s, or 60ms.
			chat.limits.name-deadline=${none:60}        | =60 has no unit: 60s, or 60ms.
			`chat.limits.name-deadline= ${sixty} `      | =60 has no unit: 60s, or 60ms.
			chat.room.reserved-names=Zo\uFFFD\uFFFD    | Set LANG=C.UTF-8.
			`chat.room.reserved-names=alice, Zo\uFFFD` | Set LANG=C.UTF-8.
			chat.room.reserved-names=${undecoded}       | Set LANG=C.UTF-8.
			server.address=                             | has no value; 0.0.0.0 and :: are all addresses of the machine.
			`server.address= `                          | has no value; 0.0.0.0 and :: are all addresses of the machine.
			server.address=${empty}                     | has no value; 0.0.0.0 and :: are all addresses of the machine.
			""")
	void rejectsWhatWouldBeTakenForSomethingElse(String setting, String message) {
		int end = setting.indexOf('=');
		PropertySource<?> source = new MapPropertySource("settings", Map.of(setting.substring(0, end),
				setting.substring(end + 1), "sixty", "60", "undecoded", "\uFFFD", "empty", ""));
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(message));
	}

	@Test
	void dropsWhiteSpaceAroundAPlaceholderAndInIt() {
		// not by property values, which the runner strips
		PropertySource<?> source = new MapPropertySource("settings", Map.of("chat.limits.name-deadline", " ${six} ",
				"chat.tcp.drain-timeout", "${ended}", "six", "6s", "ended", " 7s "));
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> {
				ChatProperties settings = context.getBean(ChatProperties.class);
				assertThat(settings.limits().nameDeadline()).hasSeconds(6);
				assertThat(settings.tcp().drainTimeout()).hasSeconds(7);
			});
	}

	@Test
	void opensAManagementPortWhereHttpIs() {
		this.runner.withPropertyValues("server.address=127.0.0.1", "management.server.port=9000")
			.run((context) -> assertThat(context.getBean(ManagementServerProperties.class).getAddress())
				.isEqualTo(InetAddress.ofLiteral("127.0.0.1")));
		this.runner
			.withPropertyValues("server.address=127.0.0.1", "management.server.port=9000",
					"management.server.address=::")
			.run((context) -> assertThat(context.getBean(ManagementServerProperties.class).getAddress())
				.isEqualTo(InetAddress.ofLiteral("::")));
		this.runner.withPropertyValues("server.address=127.0.0.1", "management.server.base-path=/a")
			.run((context) -> assertThat(context.getBean(ManagementServerProperties.class).getAddress()).isNull());
	}

	static List<String> durations() {
		return SettingNames.all().stream().filter((name) -> name.matches(".*-(timeout|deadline)")).toList();
	}

	@Test
	void leavesDurationsOfOthersToThem() {
		this.runner.withPropertyValues("server.tomcat.connection-timeout=2000")
			.run((context) -> assertThat(context.getBean(TomcatServerProperties.class).getConnectionTimeout())
				.isEqualTo(Duration.ofSeconds(2)));
	}

	@EnableConfigurationProperties({ ChatProperties.class, ManagementServerProperties.class, ServerProperties.class,
			TomcatServerProperties.class })
	static class Settings {

		@Bean
		static ConfigurationPropertiesBindHandlerAdvisor settingBindHandler(Environment environment) {
			return (parent) -> new SettingBindHandler(parent, environment);
		}

	}

}
