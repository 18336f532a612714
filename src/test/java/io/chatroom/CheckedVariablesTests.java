package io.chatroom;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which environment variables the service takes, and which it warns of.
 */
class CheckedVariablesTests {

	@ParameterizedTest
	@CsvSource({ "CHAT_TCP_PORT,tcp://10.43.0.7:5000", "CHAT_TLS_PORT,tcp://10.43.0.7:5001",
			"SERVER_PORT,udp://10.43.0.7:53", "MANAGEMENT_SERVER_PORT,tcp://[fd00::7]:8080" })
	void ignoreAServiceLink(String name, String value) {
		CheckedVariables checked = CheckedVariables.of(Map.of(name, value, "PATH", "/bin"));
		assertThat(checked.usable()).containsOnlyKeys("PATH");
		assertThat(checked.warnings()).singleElement()
			.asString()
			.startsWith("Ignored: " + name + "=" + value + ". Kubernetes ")
			.contains("enableServiceLinks: false");
	}

	@Test
	void warnOfAllServiceLinksAtOnce() {
		assertThat(CheckedVariables
			.of(Map.of("CHAT_TCP_PORT", "tcp://10.43.0.7:5000", "SERVER_PORT", "tcp://10.43.0.8:80"))
			.warnings()).hasSize(1);
	}

	@Test
	void keepAPort() {
		Map<String, Object> variables = Map.of("CHAT_TCP_PORT", "5001", "SERVER_PORT", "70000", "CHAT_TLS_PORT", "x");
		assertThat(CheckedVariables.of(variables)).isEqualTo(new CheckedVariables(variables, List.of()));
	}

	@ParameterizedTest
	@CsvSource({ "CHAT_TCP_PROT,CHAT_TCP_PORT", "CHAT_PORT,CHAT_TCP_PORT", "CHAT_LIMIT_EXEMPT,CHAT_LIMITS_EXEMPT",
			"CHAT_TCP_BIND_ADRESS,CHAT_TCP_BIND_ADDRESS", "chat_tcp_prot,CHAT_TCP_PORT",
			"CHAT_ROOM_HISTORY_BYTE,CHAT_ROOM_HISTORY_BYTES", "CHAT_TCP_PROT_0,CHAT_TCP_PORT" })
	void warnOfATypo(String name, String nearest) {
		CheckedVariables checked = CheckedVariables.of(Map.of(name, "1"));
		assertThat(checked.warnings())
			.containsExactly(name + " is ignored: there is no such setting. Did you mean " + nearest + "?");
		assertThat(checked.usable()).containsKey(name);
	}

	@Test
	void knowEverySettingInBothForms() {
		for (String setting : SettingNames.all()) {
			String dotless = setting.toUpperCase(Locale.ROOT).replace('.', '_');
			assertThat(CheckedVariables.of(Map.of(dotless.replace('-', '_'), "1")).warnings()).isEmpty();
			assertThat(CheckedVariables.of(Map.of(dotless.replace("-", ""), "1")).warnings()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHAT_NAME", "CHAT_PORT_ON_HOST", "CHAT_LIMITS_DENY_0", "CHAT_LIMITS_DENY_0_",
			"CHAT_SERVICE_HOST", "CHAT_SERVICE_PORT", "CHAT_SERVICE_PORT_CHAT", "CHAT_PORT_5000_TCP",
			"CHAT_PORT_5000_TCP_ADDR", "CHAT_ROOM_PORT_53_UDP_PROTO", "CHATROOM_PORT", "CHATTER" })
	void areSilentAboutOthers(String name) {
		assertThat(CheckedVariables.of(Map.of(name, "1", "CHAT_PORT", "tcp://10.43.0.7:5000")).warnings()).isEmpty();
	}

	@Test
	void thatCouldNotBeDecodedAreNamed() {
		assertThat(Undecoded.message(List.of("--chat.tcp.port=0"), Map.of("PS1", "\uFFFD", "CHAT_NAME", "Zo\uFFFD")))
			.isEmpty();
		assertThat(Undecoded.message(List.of("--chat.room.reserved-names=Zo\uFFFD\uFFFD"), Map.of())).get()
			.asString()
			.startsWith("Cannot start: \"--chat.room.reserved-names=Zo\\ufffd\\ufffd\" has letters ")
			.endsWith(" Set LANG=C.UTF-8.");
		assertThat(Undecoded.message(List.of(), Map.of("SPRING_CONFIG_LOCATION", "/Zo\uFFFD"))).get()
			.asString()
			.startsWith("Cannot start: \"SPRING_CONFIG_LOCATION=/Zo\\ufffd\" has letters ");
		assertThat(Undecoded.message(List.of("--chat.room.reserved-names=Zoë"), Map.of("CHAT_X", "Zoë"))).isEmpty();
	}

}
