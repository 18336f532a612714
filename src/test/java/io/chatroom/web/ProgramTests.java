package io.chatroom.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import io.chatroom.protocol.Password;
import io.chatroom.protocol.Sentence;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Tab;
import io.chatroom.testing.TestClient;
import io.chatroom.web.Program.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Programs that say lines and follow rooms over HTTP.
 */
class ProgramTests {

	private static final JsonMapper JSON = new JsonMapper();

	@RegisterExtension
	static final ChatServer server = ChatServer.startWithWeb("chat.rooms.restricted=staff", "chat.room.history=20");

	@Test
	void saysLinesUnseen() {
		Program bot = Program.of(server, "says");
		try (TestClient alice = server.join("says-alice")) {
			HttpResponse<String> response = bot.say("lobby",
					"one\r\n\n\u0007\n\u202e\u200e\n#kick says-alice\n/msg \u00e9\n");
			alice.expect("says: one").expect("says: #kick says-alice").expect("says: /msg \u00e9");
			assertThat(response.statusCode()).isEqualTo(200);
			JsonNode lines = JSON.readTree(response.body()).get("lines");
			assertThat(lines.valueStream().map((line) -> line.get("text").asString())).containsExactly("one",
					"#kick says-alice", "/msg \u00e9");
			assertThat(lines.get(2).get("seq").asLong()).isEqualTo(lines.get(0).get("seq").asLong() + 2);
			alice.say("#who").expect("1 here: says-alice");
			bot.post("lobby", "application/json", "{\"text\":\"two\",\"more\":1}".getBytes(StandardCharsets.UTF_8));
			alice.expect("says: two");
		}
	}

	@Test
	void leavesItsOwnerInTheChat() {
		Program bot = Program.of(server, "owner");
		try (TestClient owner = server.connect()) {
			owner.expect("Greetings from the ChatRoom! Now type your name and press enter!")
				.say("#login owner correct-horse");
			assertThat(owner.read()).startsWith("You are signed in as owner.");
			owner.expect("Welcome owner! If you ever want to quit, type #quit to exit.");
			assertThat(bot.say("lobby", "hello").statusCode()).isEqualTo(200);
			owner.expect("owner: hello");
			try (Stream stream = bot.follow("lobby", null)) {
				stream.begin();
				owner.say("still here").expect("owner: still here");
				assertThat(stream.expect("said").get("from").asString()).isEqualTo("owner");
			}
		}
	}

	@Test
	void doesNotSpeakAsSomebodyElse() {
		try (TestClient guest = server.join("guest")) {
			Program bot = Program.of(server, "guest");
			HttpResponse<String> response = bot.say("lobby", "I am not he");
			assertThat(response.statusCode()).isEqualTo(409);
			guest.say("#quit").expect("#quit");
			await().until(() -> bot.say("lobby", "now I am").statusCode() == 200);
		}
	}

	@Test
	void hearsWhatAnOperatorDecides() {
		Program bot = Program.of(server, "sinner");
		try (Stream stream = bot.follow("lobby", null)) {
			server.room().sanctionAdministration().mute("zoe", new Sentence("sinner", null, "spam"));
			assertThat(bot.say("lobby", "x").statusCode()).isEqualTo(403);
			server.room().sanctionAdministration().unmute("zoe", "sinner");
			assertThat(bot.say("lobby", "x").statusCode()).isEqualTo(200);
			server.room().sanctionAdministration().ban(new Sentence("sinner", null, "spam"));
			JsonNode last = stream.expect("notice");
			while (!last.get("event").asString().equals("bye")) {
				last = Objects.requireNonNull(stream.next());
			}
			assertThat(last.get("code").asString()).isEqualTo("banned");
			assertThat(stream.next()).isNull();
			assertThat(bot.say("lobby", "x").statusCode()).isEqualTo(403);
		}
		finally {
			server.room().sanctionAdministration().unban("zoe", "sinner");
		}
	}

	@Test
	void tellsWhichLineWasRefused() {
		Program bot = Program.of(server, "long-bot");
		HttpResponse<String> response = bot.say("lobby", "short\n" + "x".repeat(1025) + "\nnever");
		assertThat(response.statusCode()).isEqualTo(400);
		JsonNode body = JSON.readTree(response.body());
		assertThat(body.get("refused").get("code").asString()).isEqualTo("too-long");
		assertThat(body.get("lines").valueStream().map((line) -> line.get("text").asString())).containsExactly("short");
	}

	@Test
	void entersRoomsForAccounts() {
		Program bot = Program.of(server, "staff-bot");
		assertThat(bot.say("staff", "hello").statusCode()).isEqualTo(200);
		assertThat(bot.say("no%20room", "hello").statusCode()).isEqualTo(404);
		assertThat(bot.say("!", "hello").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST | /rooms/lobby/lines  | Content-Type  | text/plain       | 400
			POST | /rooms/lobby/lines  | Content-Type  | image/png        | 415
			POST | /rooms/lobby/lines  | Content-Type  | application/json | 400
			GET  | /rooms/lobby/lines  | Accept        | */*              | 405
			POST | /rooms/lobby/events | Accept        | */*              | 405
			GET  | /rooms/lobby/events | Last-Event-ID | seven            | 400
			GET  | /rooms/lobby/events | Last-Event-ID | other:7          | 410
			GET  | /rooms/lobby        | Accept        | */*              | 404
			GET  | /rooms              | Accept        | */*              | 404
			GET  | /actuator/health    | Accept        | */*              | 404
			GET  | /openapi.json       | Accept        | */*              | 200
			""")
	void answersBadRequests(String method, String path, String header, String value, int status) {
		Program bot = Program.with(server, secret());
		HttpResponse<String> response = bot.send(method, path, header, value, new byte[0]);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
					.contains("require-trusted-types-for 'script'"));
		assertThat(response.headers().map()).containsEntry("X-Content-Type-Options", List.of("nosniff"))
			.containsEntry("Referrer-Policy", List.of("no-referrer"))
			.containsEntry("Cross-Origin-Opener-Policy", List.of("same-origin"))
			.containsEntry("Cross-Origin-Resource-Policy", List.of("same-origin"))
			.containsEntry("Permissions-Policy", List.of("camera=(), microphone=(), geolocation=()"));
	}

	private static String secret() {
		server.room().tokens().revoke("bad-requests", "ci", null);
		return Program.secret(server, "bad-requests");
	}

	@Test
	void refusesBodiesThatAreNoText() {
		Program bot = Program.of(server, "bodies");
		assertThat(bot.post("lobby", "text/plain", new byte[] { (byte) 0xff }).statusCode()).isEqualTo(400);
		assertThat(bot.post("lobby", "text/plain", new byte[65_537]).statusCode()).isEqualTo(413);
		assertThat(bot.say("lobby", "x\n".repeat(101)).statusCode()).isEqualTo(400);
		assertThat(bot.say("lobby", "\u0007\nx\b").statusCode()).isEqualTo(400);
		assertThat(bot.post("lobby", "application/json", "{\"text\":7}".getBytes(StandardCharsets.UTF_8)).statusCode())
			.isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "chat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void refusesOthers(String token) {
		HttpResponse<String> response = Program.with(server, token).say("lobby", "hello");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
	}

	@Test
	void keepsNoToken(@TempDir Path data) throws Exception {
		try (ChatServer keeping = ChatServer.startWithWeb("chat.data.directory=" + data)) {
			String token = Program.secret(keeping, "hashed");
			assertThat(Program.with(keeping, token).say("lobby", "hello").statusCode()).isEqualTo(200);
			try (java.util.stream.Stream<Path> files = Files.list(data)) {
				assertThat(files.map(ProgramTests::read)).anyMatch((kept) -> kept.contains("hashed"))
					.noneMatch((kept) -> kept.contains(token));
			}
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void endsWithItsToken() {
		Program bot = Program.of(server, "revoked");
		try (Stream stream = bot.follow("lobby", null)) {
			stream.begin();
			assertThat(server.room().tokens().revoke("revoked", "ci", "zoe")).isNull();
			assertThat(stream.expect("bye").get("text").asString()).isEqualTo("The token is revoked.");
			assertThat(stream.next()).isNull();
			assertThat(bot.say("lobby", "x").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void endsWithItsAccount() {
		Program bot = Program.of(server, "deleted");
		try (Stream stream = bot.follow("lobby", null)) {
			stream.begin();
			server.room().accounts().remove("deleted");
			assertThat(stream.expect("bye").get("code").asString()).isEqualTo("kicked");
			assertThat(bot.say("lobby", "x").statusCode()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void resumesWithoutGapOrDouble(long seed) {
		Random random = new Random(seed);
		String room = "resume-" + seed;
		Program bot = Program.of(server, "resume-bot-" + seed);
		assertThat(bot.say(room, "first").statusCode()).isEqualTo(200);
		Stream stream = bot.follow(room, null);
		String id = stream.begin();
		List<Integer> heard = new ArrayList<>();
		int said = 0;
		while (said < 60) {
			int more = said + 1 + random.nextInt(8);
			for (; said < more; said++) {
				assertThat(bot.say(room, "" + said).statusCode()).isEqualTo(200);
			}
			int wanted = random.nextInt(said - heard.size() + 1);
			for (int i = 0; i < wanted; i++) {
				heard.add(stream.expect("said").get("text").asInt());
				id = stream.id();
			}
			if (random.nextBoolean()) {
				stream.close();
				stream = bot.follow(room, id);
			}
		}
		while (heard.size() < said) {
			heard.add(stream.expect("said").get("text").asInt());
		}
		stream.close();
		assertThat(heard).as("seed %d", seed).isEqualTo(IntStream.range(0, said).boxed().toList());
	}

	@Test
	void saysWhatIsNoLongerKept() {
		Program bot = Program.of(server, "forgetful");
		assertThat(bot.say("forgetful", "first").statusCode()).isEqualTo(200);
		String id;
		try (Stream stream = bot.follow("forgetful", null)) {
			id = stream.begin();
		}
		bot.say("forgetful", "x\n".repeat(50));
		HttpResponse<String> response = bot.send("GET", "/rooms/forgetful/events", "Last-Event-ID", id, new byte[0]);
		assertThat(response.statusCode()).isEqualTo(410);
		assertThat(JSON.readTree(response.body()).get("refused").get("code").asString()).isEqualTo("too-old");
	}

	@Test
	void getsItsTokenInTheChat() {
		server.room().accounts().setPassword("maker", new Password("correct-horse"));
		try (Tab maker = Tab.open(server.webPort())) {
			maker.expect("prompt");
			maker.say("#login maker correct-horse");
			maker.expect("signed-in");
			maker.expect("welcome");
			maker.say("#token");
			assertThat(maker.expect("notice").get("text").asString()).isEqualTo("You have no token.");
			maker.say("#token ci");
			String text = maker.expect("notice").get("text").asString();
			Program bot = Program.with(server, text.replaceAll(".*: (\\S+) .*", "$1"));
			assertThat(bot.say("lobby", "hello").statusCode()).isEqualTo(200);
			maker.expect("said");
			maker.say("#token ci");
			assertThat(maker.expect("refused").get("code").asString()).isEqualTo("bad-token");
			maker.say("#token a b");
			assertThat(maker.expect("refused").get("code").asString()).isEqualTo("usage");
			maker.say("#token");
			assertThat(maker.expect("notice").get("text").asString()).isEqualTo("Your tokens: ci.");
			maker.say("#token revoke ci");
			assertThat(maker.expect("notice").get("text").asString()).isEqualTo("The token ci is revoked.");
			maker.say("#token revoke ci");
			assertThat(maker.expect("refused").get("code").asString()).isEqualTo("no-token");
			assertThat(bot.say("lobby", "hello").statusCode()).isEqualTo(401);
		}
	}

}
