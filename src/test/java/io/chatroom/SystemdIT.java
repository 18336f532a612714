package io.chatroom;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Programs;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What systemd is told, by way of a socket that stands for its own.
 */
class SystemdIT {

	/** Prints each datagram as a line; Java has no datagrams over Unix sockets. */
	private static final String RECEIVER = """
			import socket, sys
			receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
			receiver.bind(sys.argv[1])
			print("bound", flush=True)
			while True:
			    print(receiver.recv(4096).decode(), flush=True)
			""";

	@Test
	void isToldOfReadinessWatchdogAndStop(@TempDir Path directory) throws Exception {
		Programs.assumeInstalled("python3");
		Path socket = directory.resolve("notify");
		Process receiver = new ProcessBuilder("python3", "-c", RECEIVER, socket.toString()).start();
		try (var messages = receiver.inputReader()) {
			assertThat(messages.readLine()).isEqualTo("bound");
			try (ServiceProcess service = ServiceProcess.startBehind(
					List.of("env", "NOTIFY_SOCKET=" + socket, "WATCHDOG_USEC=100000",
							// as in the jar's manifest
							"JDK_JAVA_OPTIONS=--enable-native-access=ALL-UNNAMED"),
					"--chat.tcp.port=0", "--server.port=0")) {
				assertThat(messages.readLine()).isEqualTo("READY=1");
				// the port was open before that message: the stopped service prints no
				// more
				service.signal("STOP");
				service.awaitOutput("Chat is open on");
				service.signal("CONT");
				try (TestClient alice = ChatServer.join(TestClient.connect(service.port()), "alice")) {
					assertThat(messages.readLine()).isEqualTo("WATCHDOG=1");
					assertThat(messages.readLine()).isEqualTo("WATCHDOG=1");
					service.terminate();
					alice.expect("The server is going down. Goodbye!").expectEnd();
				}
				String last = messages.readLine();
				while (last.equals("WATCHDOG=1")) {
					last = messages.readLine();
				}
				assertThat(last).isEqualTo("STOPPING=1");
				assertThat(service.exitCode()).isZero();
				assertThat(service.output()).doesNotContain("cannot be notified", "WARN");
			}
		}
		finally {
			receiver.toHandle().destroyForcibly();
		}
	}

	@Test
	void serviceWorksWhenNobodyListens(@TempDir Path directory) throws Exception {
		try (ServiceProcess service = ServiceProcess.startBehind(
				List.of("env", "NOTIFY_SOCKET=" + directory.resolve("none")), "--chat.tcp.port=0", "--server.port=0")) {
			service.awaitOutput("systemd cannot be notified of READY=1: error ");
			TestClient.connect(service.port()).close();
		}
	}

	@Test
	void watchdogIsNotToldWhenAThreadHangs() {
		List<String> messages = new ArrayList<>();
		Systemd systemd = new Systemd(messages::add, Duration.ZERO);
		systemd.check(() -> true);
		systemd.check(() -> false);
		assertThat(messages).containsExactly("WATCHDOG=1");
	}

}
