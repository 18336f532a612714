package io.chatroom;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More want in than the process has file descriptors for: its own limit says so before
 * the system must, and when the system does all the same, they wait.
 */
class FullHouseIT {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final Pattern ROOM = Pattern.compile("max-connections=\\d+ is lowered to (\\d+)");

	private static final Pattern LEFT = Pattern.compile("Files left: (\\d+)");

	private static final Pattern CONNECTED = Pattern.compile("chat_clients_connected (\\d+)");

	private static final Pattern FAILURES = Pattern.compile("chat_accept_failures_total (\\d+)");

	@Test
	void refusesThoseForWhomItHasNoFiles() throws Exception {
		try (ServiceProcess service = ServiceProcess.startWithFiles(512, ChatroomApplication.class, "--chat.tcp.port=0",
				"--server.port=0")) {
			Http http = new Http(service.httpPort());
			int port = service.port();
			int room = service.await(ROOM);
			List<TestClient> clients = connect(port, 4 * room);
			clients.subList(0, room).forEach((client) -> client.expect(GREETING));
			clients.subList(room, 4 * room)
				.forEach((client) -> client.expect("Too many connections. Try again later.").expectEnd());
			await()
				.untilAsserted(() -> assertThat(http.get("/actuator/health/readiness")).contains("\"status\":\"UP\""));
			TestClient alice = join(clients.getFirst(), "alice");
			clients.subList(1, room).forEach(TestClient::reset);
			await().until(() -> http.number(CONNECTED) == 1);
			TestClient bob = join(TestClient.connect(port).expect(GREETING), "bob");
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			bob.say("hello").expect("bob: hello");
			service.awaitOutput("WARN");
			assertThat(service.output()).containsOnlyOnce("WARN").doesNotContain("ERROR", "\tat ");
			clients.forEach(TestClient::close);
			bob.close();
		}
	}

	@Test
	void letsThemWaitWhenTheSystemHasNoFiles() throws Exception {
		try (ServiceProcess service = ServiceProcess.startWithFiles(1024, StarvedService.class, "--chat.tcp.port=0",
				"--server.port=0")) {
			Http http = new Http(service.httpPort());
			int port = service.port();
			TestClient alice = join(TestClient.connect(port).expect(GREETING), "alice");
			// a whole visit: a class that is loaded later wants a file
			join(TestClient.connect(port).expect(GREETING), "carol").say("#quit").expect("#quit").expectEnd().close();
			alice.expect("carol from [127.0.0.1] has joined the chat!", "carol has left the chat.")
				.say("hello")
				.expect("alice: hello");
			TestClient.connect(port).expect(GREETING).reset();
			await()
				.untilAsserted(() -> assertThat(http.get("/actuator/health/readiness")).contains("\"status\":\"UP\""));
			await().until(() -> http.number(CONNECTED) == 1);
			service.type();
			int left = service.await(LEFT);
			List<TestClient> clients = connect(port, 4 * left);
			await().untilAsserted(() -> assertThat(http.get("/actuator/health/readiness")).contains("OUT_OF_SERVICE"));
			int in = http.number(CONNECTED) - 1;
			assertThat(in).isBetween(left / 2, 2 * left);
			clients.subList(0, in).forEach((client) -> client.expect(GREETING));
			clients.subList(0, 20).forEach(TestClient::close);
			clients.subList(in, in + 10).forEach((client) -> client.expect(GREETING));
			alice.say("still here").expect("alice: still here");
			await().untilAsserted(() -> assertThat(http.get("/actuator/health/readiness")).contains("OUT_OF_SERVICE"));
			clients.subList(20, clients.size()).forEach(TestClient::reset);
			await()
				.untilAsserted(() -> assertThat(http.get("/actuator/health/readiness")).contains("\"status\":\"UP\""));
			TestClient bob = join(TestClient.connect(port).expect(GREETING), "bob");
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			assertThat(http.number(FAILURES)).isPositive();
			service.awaitOutput("Cannot accept connections");
			assertThat(service.output()).containsOnlyOnce("Cannot accept connections, and tries again: Too many open")
				.doesNotContain("ERROR", "\tat ");
			alice.close();
			bob.close();
		}
	}

	private static List<TestClient> connect(int port, int count) {
		return IntStream.range(0, count).mapToObj((i) -> TestClient.connect(port)).toList();
	}

	private static TestClient join(TestClient client, String name) {
		return client.say(name).expect("Welcome " + name + "! If you ever want to quit, type #quit to exit.");
	}

	/**
	 * The actuator, over one connection that is open before files are short. Not the
	 * JDK's newer client, which opens another when it has not put the first one back yet.
	 */
	private record Http(int port) {

		String get(String path) throws IOException {
			var request = (HttpURLConnection) URI.create("http://localhost:" + this.port + path)
				.toURL()
				.openConnection();
			boolean failed = request.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
			try (InputStream body = failed ? request.getErrorStream() : request.getInputStream()) {
				return new String(body.readAllBytes(), StandardCharsets.UTF_8);
			}
		}

		int number(Pattern metric) throws IOException {
			Matcher matcher = metric.matcher(get("/actuator/prometheus"));
			assertThat(matcher.find()).isTrue();
			return Integer.parseInt(matcher.group(1));
		}

	}

}
