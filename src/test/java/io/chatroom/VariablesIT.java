package io.chatroom;

import java.util.List;

import io.chatroom.testing.ServiceProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program with environment variables of all kinds.
 */
class VariablesIT {

	private static final String[] ANY_PORTS = { "--chat.tcp.port=0", "--server.port=0" };

	@Test
	void startsWithServiceLinksOfKubernetes() {
		List<String> variables = List.of("env", "CHAT_TCP_PORT=tcp://10.43.0.7:5000", "CHAT_TLS_PORT=tcp://10.43.0.7:1",
				"SERVER_PORT=udp://10.43.0.7:8080", "MANAGEMENT_SERVER_PORT=tcp://10.43.0.7:2", "CHAT_TCP_PROT=1");
		try (ServiceProcess service = ServiceProcess.startBehind(variables, ANY_PORTS)) {
			service.port();
			assertThat(service.output()).containsOnlyOnce("enableServiceLinks: false")
				.containsOnlyOnce("CHAT_TCP_PROT is ignored: there is no such setting. Did you mean CHAT_TCP_PORT?");
		}
	}

	@Test
	void refusesWhatTheLocaleCannotHold() throws Exception {
		// by the shell: this JVM's own locale may not hold it either
		List<String> shell = List.of("env", "LC_ALL=C", "sh", "-c",
				"CHAT_ROOM_RESERVED_NAMES=$(printf 'Zo\\303\\253') exec \"$@\"", "sh");
		fails(shell, "Set LANG=C.UTF-8.", ANY_PORTS);
	}

	@Test
	void refusesAWrongLevelOfTheLogInOneLine() throws Exception {
		fails(List.of("env"), "logging.level.root=loud is not one of trace, debug", "--logging.level.root=loud");
	}

	private static void fails(List<String> wrapper, String sentence, String... arguments) throws Exception {
		try (ServiceProcess service = ServiceProcess.startBehind(wrapper, arguments)) {
			assertThat(service.exitCode()).isEqualTo(StartExitCode.INVALID_SETTING);
			assertThat(service.output()).containsOnlyOnce("Cannot start: ")
				.contains(sentence)
				.doesNotContain("\tat ", "FAILED");
		}
	}

}
