package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database cannot grow any more: the system limits the size of the process's files.
 */
class FullDiskIT {

	private static final String REFUSED = "The server cannot store lines now; it was not sent.";

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	@TempDir
	Path data;

	private ServiceProcess start() {
		return ServiceProcess.start("--chat.tcp.port=0", "--server.port=0", "--chat.limits.messages-per-second=0",
				"--chat.room.history=100000", "--chat.room.history-bytes=50MB", "--chat.rooms.history-bytes=50MB",
				"--chat.outbox.max-bytes=200MB", "--chat.data.directory=" + this.data,
				"--management.endpoint.chat.access=unrestricted");
	}

	@Test
	void refusesLinesUntilThereIsSpace() throws Exception {
		List<String> said = new ArrayList<>();
		try (ServiceProcess server = start(); TestClient alice = TestClient.connect(server.port())) {
			alice.expect(GREETING).say("alice").read();
			server.limitFiles("200000");
			String answer = "alice: 0";
			while (!answer.equals(REFUSED)) {
				String text = said.size() + " " + "x".repeat(500);
				answer = String.valueOf(alice.say(text).read());
				if (!answer.equals(REFUSED)) {
					assertThat(answer).isEqualTo("alice: " + text);
					said.add(text);
				}
			}
			assertThat(ready(server)).isFalse();
			server.limitFiles("20000");
			assertThat(backup(server)).contains("The backup failed: ");
			assertThat(this.data.resolve("backup")).isEmptyDirectory();
			server.limitFiles("unlimited");
			await().until(() -> ready(server));
			alice.say("after").expect("alice: after");
			assertThat(backup(server)).contains("\"bytes\":");
			said.add("after");
			server.kill();
		}
		try (ServiceProcess server = start(); TestClient bob = TestClient.connect(server.port())) {
			bob.expect(GREETING).say("bob").read();
			bob.say("#history 100000");
			List<String> kept = new ArrayList<>();
			while (kept.size() < said.size()) {
				String line = String.valueOf(bob.read());
				kept.add(line.substring(line.indexOf(": ") + 2));
			}
			assertThat(kept).isEqualTo(said);
			bob.say("#who").expect("1 here: bob");
		}
	}

	private static String backup(ServiceProcess server) throws Exception {
		URI uri = URI.create("http://localhost:" + server.httpPort() + "/actuator/chat/backup");
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build(),
						BodyHandlers.ofString())
				.body();
		}
	}

	private static boolean ready(ServiceProcess server) throws Exception {
		URI uri = URI.create("http://localhost:" + server.httpPort() + "/actuator/health/readiness");
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode() == 200;
		}
	}

}
