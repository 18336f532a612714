package io.chatroom;

import java.util.List;
import java.util.stream.Stream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signals to the running program, other than SIGTERM.
 */
class SignalIT {

	private static final String[] ANY_PORT = { "--chat.tcp.port=0", "--server.port=0" };

	@Test
	void goesOnWithoutATerminalAndLogsWhatToDo() throws Exception {
		try (ServiceProcess service = ServiceProcess.startBehind(withSignals("setsid"), ANY_PORT);
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			for (String name : List.of("HUP", "USR1", "ALRM", "VTALRM", "PROF", "IO", "PWR")) {
				service.signal(name);
				service.awaitOutput(" SIG" + name + ": nothing to do.");
			}
			alice.say("hello").expect("alice: hello");
			service.signal("INT");
			alice.expect("The server is going down. Goodbye!").expectEnd();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).contains("changed settings need a restart");
		}
	}

	@Test
	void stopsInOrderWhenItsTerminalIsClosed() throws Exception {
		// "script" gives it a terminal
		try (ServiceProcess service = ServiceProcess
			.startBehind(withSignals("sh", "-c", "exec script -qefc \"$*\" /dev/null", "sh"), ANY_PORT);
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			service.signal("HUP");
			alice.expect("The server is going down. Goodbye!").expectEnd();
			assertThat(service.exitCode()).isZero();
		}
	}

	@Test
	void ignoresHangUpBehindNohup() throws Exception {
		try (ServiceProcess service = ServiceProcess
			.startBehind(List.of("setsid", "sh", "-c", "trap '' HUP; exec \"$@\"", "sh"), ANY_PORT);
				TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
			service.signal("HUP");
			service.signal("USR1");
			service.awaitOutput(" SIGUSR1: nothing to do.");
			alice.say("hello").expect("alice: hello");
			assertThat(service.output()).doesNotContain("SIGHUP");
		}
	}

	/**
	 * Returns a command that ignores no signal, whatever the tests were started by.
	 */
	private static List<String> withSignals(String... command) {
		return Stream.concat(Stream.of("env", "--default-signal"), Stream.of(command)).toList();
	}

}
