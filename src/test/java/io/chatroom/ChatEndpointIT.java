package io.chatroom;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import io.chatroom.chat.Member;
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
		await().until(() -> SERVER.members() == 0 && SERVER.factory().clients().count() == 0);
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
			assertThat(first.get("room").asString()).isEqualTo("lobby");
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
	void showsRoomsAndWhoIsWhere() throws Exception {
		try (TestClient _ = SERVER.join("alice");
				TestClient bob = joinRoom("bob", "games", 1);
				TestClient carol = joinRoom("carol", "games", 2)) {
			bob.expect("carol from [127.0.0.1] has joined games!").say("#topic Chess");
			bob.expect("bob has set the topic: Chess");
			carol.expect("bob has set the topic: Chess");
			JsonNode all = new JsonMapper().readTree(send(SERVER, "GET", "", null).body());
			assertThat(all.get("rooms").toString())
				.isEqualTo("[{'name':'games','members':2,'topic':'Chess'},{'name':'lobby','members':1,'topic':''}]"
					.replace('\'', '"'));
			assertThat(all.get("members")).map((member) -> member.get("name").asString() + member.get("room"))
				.containsExactly("bob\"games\"", "carol\"games\"", "alice\"lobby\"");
			bob.say("#topic -").expect("bob has cleared the topic.");
		}
	}

	@Test
	void announcesToOneRoom() throws Exception {
		try (TestClient alice = SERVER.join("alice"); TestClient bob = joinRoom("bob", "chess", 1)) {
			alice.expect("bob from [127.0.0.1] has joined the chat!", "bob has gone to chess.");
			isAnswered(204, "POST", "", "{\"text\":\"one\",\"room\":\"Chess\"}");
			isAnswered(204, "POST", "", "{\"text\":\"all\"}");
			bob.expect("[server] one", "[server] all");
			alice.expect("[server] all");
		}
	}

	@Test
	void setsAndClearsTopic() throws Exception {
		try (TestClient bob = joinRoom("bob", "go", 1)) {
			isAnswered(204, "POST", "", "{\"topic\":\"Chess\",\"room\":\"go\"}");
			bob.expect("server has set the topic: Chess");
			isAnswered(204, "POST", "", "{\"topic\":\"\",\"room\":\"go\"}");
			bob.expect("server has cleared the topic.").say("#topic").expect("There is no topic.");
		}
	}

	@Test
	void kicksFromRoomOnlyWhoIsThere() throws Exception {
		try (TestClient alice = SERVER.join("alice"); TestClient bob = joinRoom("bob", "poker", 1)) {
			isAnswered(404, "DELETE", "/alice?room=poker", null);
			isAnswered(204, "DELETE", "/bob?room=poker", null);
			bob.expect("An operator has sent you away. Goodbye!").expectEnd();
			alice.expect("bob from [127.0.0.1] has joined the chat!", "bob has gone to poker.");
			alice.say("still here").expect("alice: still here");
		}
	}

	@Test
	void kicksAllOfRoom() throws Exception {
		try (TestClient _ = SERVER.join("alice");
				TestClient bob = joinRoom("bob", "darts", 1);
				TestClient carol = joinRoom("carol", "darts", 2)) {
			bob.expect("carol from [127.0.0.1] has joined darts!");
			isAnswered(204, "DELETE", "?room=darts&reason=Late.", null);
			carol.expect("bob was removed by server: Late.");
			carol.expect("An operator has sent you away: Late. Goodbye!").expectEnd();
			bob.expect("An operator has sent you away: Late. Goodbye!").expectEnd();
			assertThat(SERVER.room().rooms().list().members()).extracting(Member::name).containsExactly("alice");
			isAnswered(404, "DELETE", "?room=darts", null);
		}
	}

	@Test
	void announcesToAllInTheirFormat() throws Exception {
		try (TestClient carol = SERVER.join("carol"); TestClient dave = SERVER.join("dave")) {
			carol.expect("dave from [127.0.0.1] has joined the chat!");
			dave.say("#format json").event();
			isAnswered(204, "POST", "", "{\"text\":\"Back at \\\"5\\\".\"}");
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
		// its own, because it counts
		try (ChatServer server = ChatServer.startWithHttp("management.endpoint.chat.access=unrestricted",
				"management.endpoint.chat.show-values=always");
				TestClient erin = server.join("erin");
				TestClient frank = server.join("frank");
				TestClient grace = server.join("grace")) {
			erin.expect("frank from [127.0.0.1] has joined the chat!", "grace from [127.0.0.1] has joined the chat!");
			frank.expect("grace from [127.0.0.1] has joined the chat!");
			grace.say("#format json").event();
			assertThat(send(server, "DELETE", "/FRANK?reason=You+know+why.", null).statusCode()).isEqualTo(204);
			frank.expect("An operator has sent you away: You know why. Goodbye!").expectEnd().close();
			erin.expect("frank was removed by server: You know why.");
			grace.event();
			assertThat(send(server, "DELETE", "/grace", null).statusCode()).isEqualTo(204);
			JsonNode bye = grace.event();
			assertThat(bye.get("code").asString()).isEqualTo("kicked");
			assertThat(bye.get("text").asString()).isEqualTo("An operator has sent you away. Goodbye!");
			grace.expectEnd().close();
			erin.expect("grace was removed by server.");
			assertThat(server.room().rooms().list().members()).hasSize(1);
			await()
				.untilAsserted(() -> assertThat(server.scrape()).contains("disconnected_total{cause=\"kicked\"} 2.0"));
			erin.say("hello").expect("erin: hello");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					DELETE | /nobody             |                       | 404 | No member is called nobody.
					DELETE | /a%20b              |                       | 404 | No member is called a b.
					DELETE | /heidi?room=tennis  |                       | 404 | No member in tennis is called heidi.
					DELETE | /heidi?room=%20     |                       | 404 | No member in   is called heidi.
					DELETE | ?room=tennis        |                       | 404 | There is no room called tennis.
					DELETE | ?reason=x           |                       | 400 | The room is missing. Add ?room=NAME.
					DELETE | ?room=lobby&reason= |                       | 400 | The reason is empty.
					DELETE | /x?reason=%20       |                       | 400 | The reason is empty.
					DELETE | /x?reason=a%0D%0Ab  |                       | 400 | The reason has a control character.
					DELETE | /x?reason=%ff       |                       | 400 | The request parameters are malformed.
					POST   |                     | {                     | 400 | The body is not a JSON object of strings.
					POST   |                     | 7                     | 400 | The body is not a JSON object of strings.
					POST   |                     | {"text":["a"]}        | 400 | The body is not a JSON object of strings.
					POST   |                     | {"text":xyzzy}        | 400 | The body is not a JSON object of strings.
					POST   |                     | {}                    | 400 | Send either "text" or "topic".
					POST   |                     | {"text":"a","topic":"b"} | 400 | Send either "text" or "topic".
					POST   |                     | {"text":"a","room":"tennis"} | 404 | There is no room called tennis.
					POST   |                     | {"topic":"a","room":"tennis"} | 404 | There is no room called tennis.
					POST   |                     | {"topic":"a"}         | 400 | The room is missing. Send {"topic":"...","room":"..."}.
					POST   |                     | {"topic":"a\\nb","room":"lobby"} | 400 | The topic has a control character.
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
			isAnswered(204, "POST", "", "{\"text\":\"a\\tb\"}");
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
			assertThat(send(server, "DELETE", "/alice", null).statusCode()).isEqualTo(405);
			alice.say("still here").expect("alice: still here");
		}
	}

	/**
	 * Joins, and goes to a room, which no other test has: it would have a history.
	 * @param here how many are there then
	 */
	private static TestClient joinRoom(String name, String room, int here) {
		TestClient client = SERVER.join(name).say("#join " + room);
		assertThat(client.read()).startsWith("You are in " + room + ". " + here + " here: ").endsWith(name);
		return client;
	}

	private static void isAnswered(int status, String method, String path, @Nullable String body) throws Exception {
		assertThat(send(SERVER, method, path, body).statusCode()).isEqualTo(status);
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
