package io.chatroom;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the service logs of visitors, good and bad, as JSON.
 */
class LogTests {

	@Test
	void saysWhoComesAndGoesInJsonAndNothingOfWhatTheySay() throws Exception {
		try (ServiceProcess service = ServiceProcess.start("--chat.tcp.port=0", "--server.port=0",
				"--logging.structured.format.console=ecs", "--chat.limits.deny=127.0.0.66",
				"--chat.tcp.drain-timeout=100ms")) {
			service.httpPort();
			int port = service.port();
			try (TestClient alice = ChatServer.join(TestClient.connect(port), "alice");
					TestClient bad = TestClient.connect(port)) {
				alice.say("xyzzy").expect("alice: xyzzy");
				alice.say("#xyzzy").read();
				alice.say("#msg alice xyzzy").expect("[to alice] xyzzy", "[from alice] xyzzy");
				bad.read();
				bad.send(new byte[] { (byte) 0xc0, 'x', 'y', 'z', 'z', 'y', '\n' }).say("x y z z y").reset();
				TestClient.connectFrom("127.0.0.66", port).close();
				TestClient web = TestClient.connect(port);
				web.read();
				web.say("GET /xyzzy HTTP/1.1");
				web.close();
				alice.say("#nick ally").expect("alice is now known as ally.").say("#quit").expect("#quit");
			}
			await().until(() -> messages(service, "Disconnected").size() == 3);
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
				.containsExactlyInAnyOrder("quit", "reset", "evicted");
			assertThat(messages(service, "Refused connections")).hasSize(1)
				.allSatisfy((line) -> assertThat(line.get("address").asString()).isEqualTo("127.0.0.66"));
			service.terminate();
			assertThat(service.exitCode()).isZero();
			assertThat(service.output()).doesNotContain("xyzzy", "x y z z y", "\"ERROR\"", "\"WARN\"", "\tat ");
			assertThat(service.output().lines()).allSatisfy((line) -> new JsonMapper().readTree(line));
		}
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
