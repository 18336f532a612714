package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bans, mutes and accounts by HTTP.
 */
class ModerationEndpointIT {

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.startWithHttp("management.endpoint.chat.access=unrestricted",
			"management.endpoint.chat.show-values=always");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@AfterAll
	static void close() {
		HTTP.close();
	}

	@Test
	void bansAddressAtTheDoorAndLiftsIt() throws Exception {
		try (TestClient bob = ChatServer.join(TestClient.connectFrom("127.0.0.77", SERVER.port()), "bob")) {
			assertThat(status("POST", "/bans/127.0.0.76/31", "{\"duration\":\"2h\",\"reason\":\"Spam.\"}"))
				.isEqualTo(204);
			assertThat(bob.read()).startsWith("You are banned until ").endsWith(" UTC: Spam.");
			bob.expectEnd();
		}
		try (TestClient again = TestClient.connectFrom("127.0.0.77", SERVER.port());
				TestClient other = TestClient.connectFrom("127.0.0.78", SERVER.port())) {
			assertThat(again.read()).startsWith("You are banned until ").endsWith(" UTC: Spam.");
			again.expectEnd();
			assertThat(other.read()).startsWith("Greetings");
		}
		JsonNode ban = get("/bans").get(0);
		assertThat(ban.get("kind").asString()).isEqualTo("ban");
		assertThat(ban.get("subject").asString()).isEqualTo("127.0.0.76/31");
		assertThat(ban.get("by").asString()).isEqualTo("server");
		assertThat(status("DELETE", "/bans/127.0.0.76/31", null)).isEqualTo(204);
		try (TestClient again = TestClient.connectFrom("127.0.0.77", SERVER.port())) {
			assertThat(again.read()).startsWith("Greetings");
		}
		assertThat(SERVER.scrape()).contains("refused_total{reason=\"banned\"} 1.0");
	}

	@Test
	void makesAndRevokesTokens() throws Exception {
		assertThat(status("POST", "/accounts/token-bot", "{\"password\":\"correct-horse\"}")).isEqualTo(204);
		assertThat(status("POST", "/tokens/token-bot/ci", "{}")).isEqualTo(200);
		assertThat(status("POST", "/tokens/token-bot/ci", "{}")).as("twice").isEqualTo(400);
		assertThat(status("POST", "/tokens/nobody/ci", "{}")).isEqualTo(404);
		assertThat(get("/tokens/token-bot").get(0).get("name").asString()).isEqualTo("ci");
		assertThat(get("/tokens/token-bot").toString()).doesNotContain("chat_", "hash");
		assertThat(status("DELETE", "/tokens/token-bot/ci", null)).isEqualTo(204);
		assertThat(status("DELETE", "/tokens/token-bot/ci", null)).isEqualTo(404);
		assertThat(get("/log").toString()).contains("\"action\":\"token\"", "\"action\":\"revoke\"");
	}

	@Test
	void mutesAndLiftsIt() throws Exception {
		try (TestClient carol = SERVER.join("carol")) {
			assertThat(status("POST", "/mutes/carol", "{}")).isEqualTo(204);
			carol.expect("You are muted.").say("hi").expect("You are muted.");
			assertThat(status("DELETE", "/mutes/carol", null)).isEqualTo(204);
			carol.expect("You are no longer muted.").say("hi").expect("carol: hi");
		}
	}

	@Test
	void makesAccountsAndOperators() throws Exception {
		assertThat(status("POST", "/accounts/dave", "{\"password\":\"sesame-open\"}")).isEqualTo(204);
		try (TestClient dave = SERVER.connect(); TestClient erin = SERVER.join("erin")) {
			dave.read();
			dave.say("#login dave sesame-open").expect("You are signed in as dave.");
			dave.read();
			erin.read();
			dave.say("#kick erin").expect("Only operators may use #kick.");
			assertThat(status("POST", "/accounts/dave", "{\"role\":\"operator\"}")).isEqualTo(204);
			dave.say("#kick erin Bye").expect("erin was removed by dave: Bye", "erin was removed.");
			JsonNode account = get("/accounts/dave");
			assertThat(account.get("operator").asBoolean()).isTrue();
			assertThat(account.at("/last/address").asString()).isEqualTo("127.0.0.1");
			assertThat(account.toString()).doesNotContain("sesame", "secret", "$2");
			assertThat(status("POST", "/accounts/dave", "{\"role\":\"member\"}")).isEqualTo(204);
			dave.say("#bans").expect("Only operators may use #bans.");
			assertThat(status("DELETE", "/accounts/dave", null)).isEqualTo(204);
			dave.say("#account").expect("You are not signed in. Type #register PASSWORD to make your name your own.");
		}
		assertThat(get("/log?last=5").toString()).contains("\"promote\"", "\"dave\"").doesNotContain("sesame");
		assertThat(get("/accounts").size()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					GET    | /accounts/nobody |                          | 404 | There is no accounts/nobody.
					GET    | /tables          |                          | 404 | There is no tables.
					GET    | /log?last=x      |                          | 400 | The parameter last is not a number.
					POST   | /tables          |                          | 404 | There is no tables.
					POST   | /bans/bob        | {"duration":"10min"}     | 400 | '10min' is not a duration such as 10m, 2h or 7d, of at most ten years.
					POST   | /bans/bob        | {"reason":" "}           | 400 | The reason is empty.
					POST   | /bans/bob        | {"reason":"a\\nb"}     | 400 | The reason has a control character.
					POST   | /bans/a/b        | {}                       | 400 | a/b is neither a name nor addresses such as 10.0.0.7 or 10.0.0.0/8.
					POST   | /bans/10.0.0.1/8 | {}                       | 400 | 10.0.0.1/8 is neither a name nor addresses such as 10.0.0.7 or 10.0.0.0/8.
					POST   | /mutes/a%20b     | {}                       | 404 | Nobody here is called a b.
					POST   | /accounts/bob    | {}                       | 400 | Send either "password" or "role".
					POST   | /accounts/bob    | {"role":"king"}          | 400 | The role is neither operator nor member.
					POST   | /accounts/bob    | {"role":"operator"}      | 404 | Nobody owns the name bob.
					POST   | /accounts/bob    | {"password":"sesame"}    | 400 | A password has 8 to 128 characters, no blanks, and no # at its beginning.
					POST   | /accounts/a%20b  | {"password":"sesame-open"} | 400 | a b is no name that a member may have.
					DELETE | /bans/10.0.0.7   |                          | 404 | 10.0.0.7 is not banned.
					DELETE | /mutes/bob       |                          | 404 | bob is not muted.
					DELETE | /accounts/bob    |                          | 404 | Nobody owns the name bob.
					DELETE | /bans            |                          | 404 | There is no bans.
					DELETE | /tables/bob      |                          | 404 | There is no tables/bob.
					""")
	void saysWhatIsWrong(String method, String path, @Nullable String body, int status, String message)
			throws Exception {
		HttpResponse<String> response = send(method, path, body);
		assertThat(response.body()).isEqualTo(new JsonMapper().createObjectNode().put("error", message).toString());
		assertThat(response.statusCode()).isEqualTo(status);
	}

	@Test
	void hidesDecisionsFromThoseWhoMayNotSeeAddresses() throws Exception {
		try (ChatServer server = ChatServer.lendWithHttp()) {
			HttpResponse<String> response = HTTP.send(
					HttpRequest.newBuilder(URI.create("http://localhost:" + server.httpPort() + "/actuator/chat/bans"))
						.build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(response.body()).contains("management.endpoint.chat.show-values");
		}
	}

	private static JsonNode get(String path) throws Exception {
		return new JsonMapper().readTree(send("GET", path, null).body());
	}

	private static int status(String method, String path, @Nullable String body) throws Exception {
		return send(method, path, body).statusCode();
	}

	private static HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
		HttpRequest.BodyPublisher publisher = (body != null) ? HttpRequest.BodyPublishers.ofString(body)
				: HttpRequest.BodyPublishers.noBody();
		return HTTP
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + SERVER.httpPort() + "/actuator/chat" + path))
				.header("Content-Type", "application/json")
				.method(method, publisher)
				.build(), HttpResponse.BodyHandlers.ofString());
	}

}
