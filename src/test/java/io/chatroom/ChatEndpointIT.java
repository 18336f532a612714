package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The operator endpoint over HTTP, and what members see of it.
 */
class ChatEndpointIT {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.startWithHttp("management.endpoint.chat.access=unrestricted",
			"management.endpoint.chat.show-values=always");

	@AfterEach
	void awaitEmptyRoom() {
		await().until(() -> SERVER.members() == 0 && SERVER.factory().connected() == 0);
	}

	@AfterAll
	static void closeHttp() {
		HTTP.close();
	}

	@Test
	void showsMembers() throws Exception {
		try (TestClient nameless = SERVER.connect();
				TestClient alice = SERVER.join("alice");
				TestClient bob = SERVER.join("bob")) {
			nameless.read();
			alice.expect("bob from [127.0.0.1] has joined the chat!").say("one").say("two");
			alice.expect("alice: one", "alice: two");
			bob.expect("alice: one", "alice: two");
			JsonNode members = new JsonMapper().readTree(send(SERVER, "GET", "", null).body()).get("members");
			assertThat(members).hasSize(2);
			JsonNode first = members.get(0);
			assertThat(first.get("name").asString()).isEqualTo("alice");
			assertThat(first.get("address").asString()).isEqualTo("127.0.0.1");
			assertThat(Instant.parse(first.get("since").asString())).isBetween(Instant.now().minusSeconds(60),
					Instant.now());
			// the name and two lines; greeting, welcome, join and two lines
			assertThat(first.get("linesIn").asInt()).isEqualTo(3);
			assertThat(first.get("linesOut").asInt()).isEqualTo(5);
			assertThat(first.get("queuedBytes").asInt()).isZero();
			assertThat(first.get("idleSeconds").asInt()).isBetween(0, 30);
			assertThat(members.get(1).get("name").asString()).isEqualTo("bob");
			assertThat(members.get(1).get("linesIn").asInt()).isOne();
			assertThat(members.get(1).get("linesOut").asInt()).isEqualTo(4);
		}
	}

	@Test
	void announcesToAllInTheirFormat() throws Exception {
		try (TestClient carol = SERVER.join("carol"); TestClient dave = SERVER.join("dave")) {
			carol.expect("dave from [127.0.0.1] has joined the chat!");
			dave.say("#format json").event();
			assertThat(send(SERVER, "POST", "", "{\"text\":\"Back at \\\"5\\\".\"}").statusCode()).isEqualTo(204);
			carol.expect("[server] Back at \"5\".");
			JsonNode notice = dave.event();
			assertThat(notice.get("event").asString()).isEqualTo("notice");
			assertThat(notice.get("text").asString()).isEqualTo("Back at \"5\".");
			carol.say("after").expect("carol: after");
			assertThat(dave.event().get("seq").asLong()).isEqualTo(notice.get("seq").asLong() + 1);
			dave.say("#history 2");
			assertThat(dave.event().get("replayed").asBoolean()).isTrue();
		}
	}

	@Test
	void kicksWithReasonAndWithout() throws Exception {
		try (TestClient erin = SERVER.join("erin");
				TestClient frank = SERVER.join("frank");
				TestClient grace = SERVER.join("grace")) {
			erin.expect("frank from [127.0.0.1] has joined the chat!", "grace from [127.0.0.1] has joined the chat!");
			frank.expect("grace from [127.0.0.1] has joined the chat!");
			grace.say("#format json").event();
			assertThat(send(SERVER, "DELETE", "/FRANK?reason=You+know+why.", null).statusCode()).isEqualTo(204);
			frank.expect("An operator has sent you away: You know why. Goodbye!").expectEnd().close();
			erin.expect("frank has left the chat.");
			grace.event();
			assertThat(send(SERVER, "DELETE", "/grace", null).statusCode()).isEqualTo(204);
			JsonNode bye = grace.event();
			assertThat(bye.get("code").asString()).isEqualTo("kicked");
			assertThat(bye.get("text").asString()).isEqualTo("An operator has sent you away. Goodbye!");
			grace.expectEnd().close();
			erin.expect("grace has left the chat.");
			assertThat(SERVER.room().members()).hasSize(1);
			await()
				.untilAsserted(() -> assertThat(SERVER.scrape()).contains("disconnected_total{cause=\"kicked\"} 2.0"));
			erin.say("hello").expect("erin: hello");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			DELETE | /nobody             |                       | 404 | No member is called nobody.
			DELETE | /a%20b              |                       | 404 | No member is called a b.
			DELETE | /x?reason=%20       |                       | 400 | The reason is empty.
			DELETE | /x?reason=a%0D%0Ab  |                       | 400 | The reason has a control character.
			DELETE | /x?reason=%ff       |                       | 400 | The request parameters are malformed.
			POST   |                     | {                     | 400 | The body is not a JSON object of strings.
			POST   |                     | 7                     | 400 | The body is not a JSON object of strings.
			POST   |                     | {"text":["a"]}        | 400 | The body is not a JSON object of strings.
			POST   |                     | {"text":xyzzy}        | 400 | The body is not a JSON object of strings.
			POST   |                     | {}                    | 400 | The text is missing. Send {"text":"..."}.
			POST   |                     | {"text":" "}          | 400 | The text is empty.
			POST   |                     | {"text":"a\\nb"}      | 400 | The text has a control character.
			POST   |                     | {"text":"a\\u202eb"}  | 400 | The text has a control character.
			""")
	void saysWhatIsWrong(String method, @Nullable String path, @Nullable String body, int status, String message)
			throws Exception {
		try (TestClient heidi = SERVER.join("heidi")) {
			HttpResponse<String> response = send(SERVER, method, (path != null) ? path : "", body);
			assertThat(response.statusCode()).isEqualTo(status);
			assertThat(new JsonMapper().readTree(response.body()).get("error").asString()).isEqualTo(message);
			heidi.say("hello").expect("heidi: hello");
		}
	}

	@Test
	void refusesOtherMediaTypes() throws Exception {
		HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(uri(SERVER, ""))
			.header("Content-Type", "text/plain")
			.POST(HttpRequest.BodyPublishers.ofString("hi"))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(response.body()).isEqualTo("{\"error\":\"Content-Type must be application/json.\"}");
	}

	@Test
	void letsTabsThrough() throws Exception {
		try (TestClient judy = SERVER.join("judy")) {
			assertThat(send(SERVER, "POST", "", "{\"text\":\"a\\tb\"}").statusCode()).isEqualTo(204);
			judy.expect("[server] a\tb");
		}
	}

	@Test
	void refusesWhatIsTooLong() throws Exception {
		HttpResponse<String> response = send(SERVER, "POST", "", "{\"text\":\"" + "\u00e9".repeat(513) + "\"}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("The text is over 1024 bytes.");
	}

	@Test
	void isReadOnlyAndKeepsAddressesByDefault() throws Exception {
		try (ChatServer server = ChatServer.lendWithHttp(); TestClient alice = server.join("alice")) {
			assertThat(send(server, "GET", "", null).body()).contains("alice").doesNotContain("127.0.0.1", "address");
			assertThat(send(server, "POST", "", "{\"text\":\"hi\"}").statusCode()).isEqualTo(405);
			assertThat(send(server, "DELETE", "/alice", null).statusCode()).isEqualTo(404);
			alice.say("still here").expect("alice: still here");
		}
	}

	private static HttpResponse<String> send(ChatServer server, String method, String path, @Nullable String body)
			throws Exception {
		HttpRequest.BodyPublisher publisher = (body != null) ? HttpRequest.BodyPublishers.ofString(body)
				: HttpRequest.BodyPublishers.noBody();
		return HTTP.send(HttpRequest.newBuilder(uri(server, path))
			.header("Content-Type", "application/json")
			.method(method, publisher)
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static URI uri(ChatServer server, String path) {
		return URI.create("http://localhost:" + server.httpPort() + "/actuator/chat" + path);
	}

}
