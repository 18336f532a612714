package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.protocol.EventSchema;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator copies what is kept.
 */
class StoreEndpointIT {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	Path data;

	@AfterAll
	static void closeHttp() {
		HTTP.close();
	}

	private ChatServer start(String access) {
		return ChatServer.startWithHttp("management.endpoint.chat.access=" + access,
				"chat.data.directory=" + this.data);
	}

	private static HttpResponse<String> send(ChatServer server, String method, String path) throws Exception {
		URI uri = URI.create("http://localhost:" + server.httpPort() + "/actuator/chat/" + path);
		return HTTP.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Test
	void restoresBackup() throws Exception {
		String backup;
		String epoch;
		try (ChatServer server = start("unrestricted"); TestClient alice = server.join("alice")) {
			alice.say("before").expect("alice: before");
			HttpResponse<String> response = send(server, "POST", "backup");
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			JsonNode made = new JsonMapper().readTree(response.body());
			backup = made.get("name").asString();
			assertThat(made.get("bytes").asLong()).isEqualTo(Files.size(this.data.resolve("backup").resolve(backup)));
			alice.say("after").expect("alice: after").say("#format json");
			epoch = alice.event().get("epoch").asString();
		}
		Files.copy(this.data.resolve("backup").resolve(backup), this.data.resolve("chat.db"),
				StandardCopyOption.REPLACE_EXISTING);
		try (ChatServer server = start("unrestricted"); TestClient bob = server.join("bob")) {
			bob.say("#history");
			assertThat(bob.read()).endsWith("alice: before");
			bob.say("#format json");
			assertThat(bob.event().get("epoch").asString()).isNotEqualTo(epoch);
			bob.say("#resume 3 " + epoch);
			assertThat(bob.event().get("code").asString()).isEqualTo("other-room");
		}
	}

	@Test
	void exportsEvents() throws Exception {
		try (ChatServer server = start("unrestricted"); TestClient alice = server.join("alice")) {
			IntStream.range(0, 1000).forEach((i) -> alice.say("line " + i).expect("alice: line " + i));
			HttpResponse<String> all = send(server, "GET", "export");
			assertThat(all.statusCode()).isEqualTo(200);
			assertThat(all.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
			assertThat(all.headers().firstValue("Content-Length")).as("it is not gathered").isEmpty();
			assertThat(all.body().lines()).hasSize(1001).allSatisfy(EventSchema::check);
			assertThat(all.body()).doesNotContain("127.0.0.1");
			assertThat(send(server, "GET", "export?room=Lobby").body()).isEqualTo(all.body());
			HttpResponse<String> none = send(server, "GET", "export?room=games");
			assertThat(none.statusCode()).isEqualTo(404);
			assertThat(none.body()).isEqualTo("{\"error\":\"There is no room called games.\"}");
			assertThat(send(server, "GET", "exports").statusCode()).isEqualTo(404);
			assertThat(send(server, "POST", "backups").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void needsUnrestrictedAccess() throws Exception {
		try (ChatServer server = start("read-only")) {
			HttpResponse<String> export = send(server, "GET", "export");
			assertThat(export.statusCode()).isEqualTo(403);
			assertThat(export.body()).contains("The export needs management.endpoint.chat.access=unrestricted.");
			assertThat(send(server, "POST", "backup").statusCode()).isEqualTo(405);
			assertThat(this.data.resolve("backup")).doesNotExist();
		}
	}

	@Test
	void saysThatEverythingIsInMemory() throws Exception {
		try (ChatServer server = ChatServer.startWithHttp("management.endpoint.chat.access=unrestricted")) {
			for (HttpResponse<String> response : List.of(send(server, "POST", "backup"),
					send(server, "GET", "export"))) {
				assertThat(response.statusCode()).isEqualTo(400);
				assertThat(response.body())
					.isEqualTo("{\"error\":\"Everything is in memory. Set chat.data.directory to keep it.\"}");
			}
		}
	}

}
