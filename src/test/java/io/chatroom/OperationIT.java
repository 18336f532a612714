package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Metrics, health and info over HTTP.
 */
class OperationIT {

	@Test
	void metricsCountClientsAndLines() throws Exception {
		try (ChatServer server = ChatServer.startWithHttp(); TestClient nameless = server.connect()) {
			nameless.read();
			try (TestClient alice = server.join("alice")) {
				alice.say("hello").expect("alice: hello");
				// greetings to both, welcome and hello
				assertThat(get(server, "/actuator/prometheus")).contains("chat_clients_connected 2.0",
						"chat_members 1.0", "chat_lines_received_total 2.0", "chat_lines_delivered_total 4.0",
						"chat_clients_evicted_total{reason=\"overflow\"} 0.0",
						"chat_clients_evicted_total{reason=\"stalled\"} 0.0", "chat_accept_failures_total 0.0",
						"chat_connections_refused_total{reason=\"too_many\"} 0.0",
						"chat_connections_refused_total{reason=\"too_many_from_address\"} 0.0",
						"chat_connections_refused_total{reason=\"too_fast\"} 0.0",
						"chat_connections_refused_total{reason=\"denied\"} 0.0");
			}
			await().until(() -> get(server, "/actuator/prometheus").contains("chat_members 0.0"));
			await().until(() -> get(server, "/actuator/prometheus").contains("chat_clients_connected 1.0"));
		}
	}

	@Test
	void readinessIncludesTheChatPortAndLivenessDoesNot() throws Exception {
		try (ChatServer server = ChatServer.startWithHttp()) {
			await()
				.untilAsserted(() -> assertThat(get(server, "/actuator/health/readiness")).contains("\"status\":\"UP\"",
						"\"port\":" + server.port(), "\"address\":\"127.0.0.1\"", "\"connected\":0"));
			server.factory().refuse();
			assertThat(get(server, "/actuator/health/readiness")).contains("\"chat\":{", "OUT_OF_SERVICE");
			assertThat(get(server, "/actuator/health/liveness")).contains("UP").doesNotContain("chat");
		}
	}

	@Test
	void infoShowsTheBuild() throws Exception {
		try (ChatServer server = ChatServer.lendWithHttp()) {
			assertThat(get(server, "/actuator/info")).contains("\"artifact\":\"chatroom\"",
					"\"git\":{\"commit\":{\"id\":\"");
		}
	}

	private static String get(ChatServer server, String path) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.httpPort() + path)).build(),
						HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

}
