package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.ServiceProcess;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the service logs of visitors, good and bad, as JSON.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class LogIT {

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.startWithHttp("management.endpoint.chat.access=unrestricted");

	@Test
	void saysWhoComesAndGoesInJsonAndNothingOfWhatTheySay() throws Exception {
		// the JVM's own words are in the image's log, too
		try (ServiceProcess service = ServiceProcess.startWith("@deploy/image/jvm.options", "--chat.tcp.port=0",
				"--server.port=0", "--logging.structured.format.console=ecs", "--chat.limits.deny=127.0.0.66",
				"--chat.tcp.drain-timeout=100ms",
				// not even for whoever looks for an error
				"--logging.level.io.chatroom=trace")) {
			scrapeProtobuf(service.httpPort());
			int port = service.port();
			try (TestClient alice = ChatServer.join(TestClient.connect(port), "alice");
					TestClient bad = TestClient.connect(port)) {
				alice.say("xyzzy").expect("alice: xyzzy");
				alice.say("#xyzzy").read();
				alice.say("#msg alice xyzzy").expect("[to alice] xyzzy", "[from alice] xyzzy");
				alice.say("#login alice xyzzy-xyzzy").expect("Wrong name or password.");
				bad.read();
				bad.send(new byte[] { (byte) 0xc0, 'x', 'y', 'z', 'z', 'y', '\n' }).say("x y z z y");
				// all is answered: a write into the reset would take the reader's error
				// away, and the reader would see an end
				bad.read();
				bad.read();
				bad.reset();
				TestClient.connectFrom("127.0.0.66", port).close();
				TestClient web = TestClient.connect(port);
				web.read();
				web.say("GET /xyzzy HTTP/1.1");
				web.close();
				alice.say("#nick ally").expect("alice is now known as ally.").say("#quit").expect("#quit");
			}
			await().until(() -> messages(service, "Disconnected").size() == 2);
			JsonNode connected = messages(service, "Connected").getFirst();
			assertThat(connected.at("/log/level").asString()).isEqualTo("INFO");
			assertThat(connected.get("address").asString()).isEqualTo("127.0.0.1");
			String connection = connected.get("connection").asString();
			assertThat(connection).isNotBlank();
			assertThat(messages(service, "Named")).extracting((line) -> line.get("name").asString())
				.containsExactly("alice", "ally");
			JsonNode named = messages(service, "Named").getFirst();
			assertThat(named.get("connection").asString()).isEqualTo(connection);
			assertThat(named.get("address").asString()).isEqualTo("127.0.0.1");
			assertThat(messages(service, "Disconnected"))
				.filteredOn((line) -> line.get("connection").asString().equals(connection))
				.singleElement()
				.satisfies((line) -> assertThat(line.get("cause").asString()).isEqualTo("quit"));
			assertThat(messages(service, "Disconnected")).extracting((line) -> line.get("cause").asString())
				.containsExactlyInAnyOrder("quit", "reset");
			assertThat(messages(service, "Refused ")).extracting((line) -> line.get("message").asString())
				.containsExactlyInAnyOrder("Refused 127.0.0.66: denied", "Refused 127.0.0.1: http");
			assertThat(messages(service, "Wrong password")).singleElement()
				.satisfies((line) -> assertThat(line.get("message").asString())
					.isEqualTo("Wrong password from 127.0.0.1 as " + connection));
			service.terminate();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).doesNotContain("xyzzy", "x y z z y", "\"ERROR\"", "\"WARN\"", "\tat ");
			assertThat(service.output().lines()).allSatisfy((line) -> new JsonMapper().readTree(line));
		}
	}

	/**
	 * Asks as Prometheus does for native histograms.
	 */
	private static void scrapeProtobuf(int port) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<Void> answer = http
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
					.header("Accept",
							"application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
									+ " encoding=delimited")
					.build(), HttpResponse.BodyHandlers.discarding());
			assertThat(answer.headers().firstValue("Content-Type"))
				.hasValueSatisfying((type) -> assertThat(type).startsWith("application/vnd.google.protobuf"));
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "GET /actuator/health?a=%1b%5b31m%ff%0aforged HTTP/1.1", "GET /actuator/chat?a=%zz HTTP/1.1",
					"POST /actuator/chat HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{",
					"POST /forged HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\nx",
					"PUT /actuator/chat HTTP/1.1", "GET /actuator/chat HTTP/1.1\r\nAccept: text/forged",
					"GET /actuator/forged%2f HTTP/1.1", "FORGED", "GET /\u0001forged HTTP/1.1",
					"GET /actuator/health HTTP/1.1\r\nx: LONG" })
	void saysNothingOfBadRequests(String request, CapturedOutput output) {
		try (TestClient stranger = TestClient.connect(SERVER.httpPort())) {
			String whole = request.replace("LONG", "forged".repeat(3000)) + "\r\nHost: x\r\nConnection: close\r\n\r\n";
			stranger.send(whole.getBytes(StandardCharsets.UTF_8));
			assertThat(stranger.read()).matches("HTTP/1.1 4\\d\\d.*");
		}
		assertThat(output).doesNotContain("ERROR", "WARN", "forged", "\tat ");
	}

	private static List<JsonNode> messages(ServiceProcess service, String beginning) {
		JsonMapper mapper = new JsonMapper();
		return service.output()
			.lines()
			.map(mapper::readTree)
			.filter((line) -> line.get("message").asString().startsWith(beginning))
			.toList();
	}

}
