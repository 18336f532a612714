package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Programs;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which addresses fail2ban finds in the log, with the filter in {@code deploy/fail2ban}.
 */
class Fail2banIT {

	private static final Path DIRECTORY = Path.of("deploy", "fail2ban").toAbsolutePath();

	@TempDir
	private Path directory;

	@Test
	void findsThoseWhoMisbehaveAndNobodyElse() throws Exception {
		Programs.assumeInstalled("fail2ban-regex");
		List<String> lines;
		try (ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
				"--chat.limits.exempt=", "--chat.limits.connections-per-minute-per-address=4",
				"--management.endpoint.chat.access=unrestricted")) {
			int port = service.port();
			try (TestClient alice = ChatServer.join(TestClient.connectFrom("127.0.0.2", port), "alice");
					TestClient guesser = ChatServer.join(TestClient.connectFrom("127.0.0.3", port), "guesser");
					TestClient bob = ChatServer.join(TestClient.connectFrom("127.0.0.4", port), "bob")) {
				for (int i = 0; i < 3; i++) {
					guesser.say("#login nobody sesame-open").readAvailable();
				}
				TestClient.connectFrom("127.0.0.5", port).say("GET / HTTP/1.1").finish().close();
				for (int i = 0; i < 5; i++) {
					TestClient.connectFrom("127.0.0.6", port).say("carol" + i).finish().close();
				}
				// what it types is not taken for a line of the log
				alice.say("#me Refused 127.0.0.7: too_fast").say("#nick Refused").say("#quit").readAvailable();
				bob.say("hello");
				kick("bob", service.httpPort());
				await().until(() -> service.output().contains(": kicked"));
			}
			service.terminate();
			service.exitCode();
			lines = service.output().lines().toList();
		}
		assertThat(found(lines)).containsOnly("127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6");
		assertThat(found(lines)).filteredOn("127.0.0.3"::equals).hasSize(4);
		List<String> journal = lines.stream().map((line) -> "Nov 26 17:00:00 host chatroom[7]: " + line).toList();
		assertThat(found(journal)).containsExactlyElementsOf(found(lines));
	}

	private static void kick(String name, int port) throws Exception {
		assertThat(new ProcessBuilder("curl", "-sf", "-X", "DELETE", "http://localhost:" + port + "/actuator/chat/"
				+ name + "?reason=INFO%20x%20Refused%20127.0.0.8:%20too_fast")
			.start()
			.waitFor()).isZero();
	}

	/**
	 * Returns the addresses that fail2ban finds, one for each line.
	 */
	private List<String> found(List<String> lines) throws Exception {
		Path log = Files.write(this.directory.resolve("chat.log"), lines);
		return run("fail2ban-regex", "--out", "ip", log.toString(), DIRECTORY + "/filter.d/chatroom.conf").lines()
			.toList();
	}

	@Test
	void fail2banTakesTheJail() throws Exception {
		Programs.assumeInstalled("fail2ban-client");
		Path configuration = this.directory.resolve("fail2ban");
		run("cp", "-r", "/etc/fail2ban", configuration.toString());
		run("cp", "-r", DIRECTORY + "/.", configuration.toString());
		String commands = run("fail2ban-client", "-c", configuration.toString(), "-d");
		assertThat(commands).contains("['add', 'chatroom', 'systemd']", "['start', 'chatroom']",
				"--dports 5000,5001,8000 ");
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		String output = process.inputReader().readAllAsString();
		assertThat(process.waitFor()).as("%s: %s", Stream.of(command).toList(), output).isZero();
		return output;
	}

}
