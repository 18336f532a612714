package io.chatroom.web;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.chatroom.protocol.Password;
import io.chatroom.testing.Browser;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Relay;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a real browser.
 */
class BrowserIT {

	@Test
	void twoBrowsersAndTelnetTalk() {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient carol = server.join("carol");
				Browser alice = Browser.open(server.webPort()).join("alice");
				Browser bob = Browser.open(server.webPort()).join("bob")) {
			carol.expect("alice from [127.0.0.1] has joined the chat!", "bob from [127.0.0.1] has joined the chat!");
			alice.say("hello").awaitLine("alice: hello");
			bob.say("/me waves at alice").awaitLine("bob waves at alice");
			carol.expect("alice: hello", "* bob waves at alice").say("hi, @alice");
			alice.awaitLine("carol: hi, @alice");
			bob.awaitLine("carol: hi, @alice");
			assertThat(spoken(alice)).isEqualTo(spoken(bob));
			assertThat(alice.run("return document.querySelectorAll('.own').length")).isEqualTo(1L);
			assertThat(alice.run("return document.querySelectorAll('.mentioned mark').length")).isEqualTo(2L);
			assertThat(alice.text("#people-count")).isEqualTo("3");
			alice.expectNoErrors();
			bob.expectNoErrors();
		}
	}

	private static List<String> spoken(Browser browser) {
		return browser.lines().stream().filter((line) -> !line.contains("joined")).toList();
	}

	@Test
	void privateMessagesAreConversations() {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient bob = server.join("bob");
				Browser alice = Browser.open(server.webPort()).join("alice")) {
			bob.expect("alice from [127.0.0.1] has joined the chat!").say("#msg alice lunch?");
			bob.expect("[to alice] lunch?");
			alice.await("document.querySelector('#talks .badge.loud')?.textContent.startsWith('1')")
				.press(Keys.chord(Keys.ALT, Keys.ARROW_DOWN))
				.awaitPlace("bob")
				.awaitLine("bob: lunch?")
				.await("!document.querySelector('#talks .badge')")
				.say("at one")
				.awaitLine("alice: at one");
			bob.expect("[from alice] at one").say("in the room");
			alice.await("document.querySelector('#rooms .badge')?.textContent.startsWith('1')")
				.press(Keys.chord(Keys.ALT, Keys.ARROW_UP))
				.awaitLine("bob: in the room")
				.await("document.querySelector('#rows .unread')")
				.expectNoErrors();
		}
	}

	@Test
	void comesBackToARoomAndSeesWhatItMissed() {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient bob = server.join("bob");
				Browser alice = Browser.open(server.webPort()).join("alice")) {
			bob.expect("alice from [127.0.0.1] has joined the chat!").say("before").expect("bob: before");
			alice.awaitLine("bob: before")
				.say("/join games")
				.awaitPlace("games")
				.say("first")
				.awaitLine("alice: first");
			bob.expect("alice has gone to games.");
			for (int i = 0; i < 10; i++) {
				bob.say("missed " + i).expect("bob: missed " + i);
			}
			alice.say("/rooms")
				.await("document.querySelector('#rooms [data-key=lobby] .badge')?.textContent === '10 unread'");
			alice.run("document.querySelector('#rooms [data-key=lobby] button').click()");
			alice.awaitPlace("lobby").awaitLine("bob: missed 0");
			assertThat(alice.lines().stream().filter((line) -> line.startsWith("bob: "))).containsExactlyElementsOf(
					Stream.concat(Stream.of("bob: before"), IntStream.range(0, 10).mapToObj((i) -> "bob: missed " + i))
						.toList());
			assertThat(alice
				.run("return document.querySelector('.unread').nextSibling.querySelector('.text').textContent"))
				.isEqualTo("missed 0");
			alice.await("!document.querySelector('#rooms .badge')");
			alice.expectNoErrors();
		}
	}

	@Test
	void losesNothingWhenTheServerIsRestarted(@TempDir Path data) throws Exception {
		String kept = "chat.data.directory=" + data;
		ChatServer first = ChatServer.startWithWeb(kept);
		try (Relay relay = new Relay(first.webPort());
				Browser alice = Browser.open(port(relay)).join("alice").say("/join games").awaitPlace("games")) {
			for (int i = 0; i < 5; i++) {
				alice.say("early " + i);
			}
			TestClient bob = first.join("bob").say("#join games").say("heard");
			alice.awaitLine("bob: heard");
			// some of these may be on their way when the server goes
			alice.type("#input", "flying 0" + Keys.ENTER + "flying 1" + Keys.ENTER + "flying 2" + Keys.ENTER);
			first.stop();
			bob.close();
			alice.awaitState("offline").say("away 0").say("away 1").await("!document.querySelector('#state').hidden");
			try (ChatServer second = ChatServer.startWithWeb(kept)) {
				TestClient carol = second.join("carol").say("#join games").say("meanwhile");
				relay.turnTo(second.webPort());
				alice.awaitState("online").awaitLine("alice: away 1").awaitLine("carol: meanwhile");
				carol.close();
				List<String> own = Stream
					.of("early 0", "early 1", "early 2", "early 3", "early 4", "flying 0", "flying 1", "flying 2",
							"away 0", "away 1")
					.map("alice: "::concat)
					.toList();
				assertThat(alice.lines()).filteredOn((line) -> line.startsWith("alice: "))
					.containsExactlyElementsOf(own);
				assertThat(alice.lines()).containsOnlyOnce("bob: heard", "carol: meanwhile");
				assertThat(saidIn(second)).filteredOn((line) -> line.startsWith("alice: "))
					.containsExactlyElementsOf(own);
				alice.expectNoErrors();
				alice.say("/quit").await("!document.querySelector('#gate').hidden");
			}
		}
	}

	private static int port(Relay relay) {
		return Integer.parseInt(relay.address().replaceFirst(".*:", ""));
	}

	/**
	 * Returns the history of the room games.
	 */
	private static List<String> saidIn(ChatServer server) {
		try (TestClient witness = server.join("witness").say("#format json").say("#join games")) {
			witness.say("#who").say("#history 100").say("#rooms");
			return Stream.generate(() -> String.valueOf(witness.read()))
				// after the last lines, which a room repeats to all who come
				.dropWhile((line) -> !line.contains("\"event\":\"members\""))
				.takeWhile((line) -> !line.contains("\"event\":\"rooms\""))
				.filter((line) -> line.contains("\"said\""))
				.map((line) -> line.replaceFirst(".*\"from\":\"(.*?)\",\"text\":\"(.*?)\".*", "$1: $2"))
				.toList();
		}
	}

	@Test
	void hostileTextIsText() {
		String stack = "a" + "\u0301".repeat(200);
		List<String> hostile = List.of("<img src=x onerror=hacked=1>", "<script>hacked=1</script>",
				"javascript:hacked=1 data:text/html,x", "https://bank.example@evil.example/",
				"https://a.example/\"onmouseover=\"hacked=1", "&lt;b&gt; {{7*7}} ${7*7}",
				"\u05e9\u05dc\u05d5\u05dd https://b.example/x \u202egnp.exe", stack);
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient mallory = server.join("mallory").say("#join den");
				Browser alice = Browser.open(server.webPort()).join("alice").say("/join den").awaitPlace("den")) {
			hostile.forEach(mallory::say);
			mallory.say("#topic <img src=x onerror=hacked=1>").say("#msg alice <img src=x onerror=hacked=1>");
			mallory.say("the end");
			alice.awaitLine("mallory: the end");
			assertThat(alice.lines()).contains("mallory: " + hostile.getFirst(), "mallory: " + hostile.get(1),
					"mallory: " + hostile.get(5), "mallory: a" + "\u0301".repeat(8));
			assertThat(alice.text("#topic")).isEqualTo("<img src=x onerror=hacked=1>");
			assertThat(alice.run("return typeof hacked")).isEqualTo("undefined");
			assertThat(alice.run("return document.querySelectorAll('#talk img, #talk script').length")).isEqualTo(0L);
			assertThat(alice.run("""
					return [...document.querySelectorAll('#rows a')].map((a) =>
						[a.protocol, a.rel, a.textContent].join(' '))""")).isEqualTo(List
				.of("https: noopener noreferrer https://a.example/", "https: noopener noreferrer https://b.example/x"));
			// what stands in a row neither paints nor turns what is beside it
			assertThat(alice.run("""
					return [...document.querySelectorAll('#rows .row')].every((row) =>
						getComputedStyle(row).contain.includes('content')
						&& [...row.querySelectorAll('.name, .text')].every((part) =>
							getComputedStyle(part).unicodeBidi.startsWith('isolate')))""")).isEqualTo(true);
			alice.expectNoErrors();
		}
	}

	@Test
	void keepsUpWithAFlood() {
		int lines = 10_000;
		try (ChatServer server = ChatServer.startWithWeb("chat.outbox.max-bytes=80MB", "chat.room.history=20000",
				"chat.room.history-bytes=20MB"); Browser alice = Browser.open(server.webPort()).join("alice")) {
			alice.run("window.mark = 'the same page'");
			try (TestClient flood = server.join("flood")) {
				Thread reader = Thread.startVirtualThread(() -> {
					String line = flood.read();
					while (line != null && !line.endsWith(" 9999")) {
						line = flood.read();
					}
				});
				for (int i = 0; i < lines; i++) {
					flood.say("a line of the flood, which is long enough to wrap in a window, number " + i);
					if (i == lines / 2) {
						alice.say("I can still type");
					}
				}
				alice.await("document.querySelector('#rows').textContent.includes('number 9999')");
				await().until(() -> !reader.isAlive());
			}
			assertThat((Long) alice.run("return document.querySelectorAll('#rows > *').length")).isLessThan(520L);
			assertThat(alice.run("return document.querySelector('#pending').childElementCount")).isEqualTo(0L);
			// older lines come when they are scrolled to
			alice.run("document.querySelector('#box').scrollTop = 0");
			alice.await("document.querySelectorAll('#rows > .row').length > 550")
				.await("!document.querySelector('#newest').hidden");
			assertThat(alice.run("return document.querySelector('#box').scrollTop > 1000")).isEqualTo(true);
			alice.click("#newest").await("document.querySelectorAll('#rows > .row').length <= 500").expectNoErrors();
		}
	}

	@Test
	void signsInWithAPassword() {
		try (ChatServer server = ChatServer.startWithWeb();
				Browser alice = Browser.open(server.webPort()).join("alice")) {
			alice.say("/register")
				.await("document.querySelector('#secret').open")
				.type("#secret-input", "sesame-open" + Keys.ENTER)
				.awaitLine("alice is yours now. #login alice signs you in.")
				.say("/quit")
				.await("!document.querySelector('#gate').hidden");
			alice.type("#name", Keys.ENTER)
				.await("document.querySelector('#password') === document.activeElement")
				.press("sesame-open" + Keys.ENTER)
				.awaitState("online")
				.await("document.querySelector('#rows').textContent.includes('You are signed in as alice.')");
			assertThat(String.valueOf(alice.run("return JSON.stringify(localStorage)"))).doesNotContain("sesame");
			try (TestClient elsewhere = server.connect().say("#login alice sesame-open")) {
				elsewhere.expect("Greetings from the ChatRoom! Now type your name and press enter!");
				alice.awaitState("offline").await("!document.querySelector('#try').hidden");
				assertThat(alice.text("#state")).contains("You have signed in elsewhere.");
			}
			alice.expectNoErrors();
		}
	}

	@Test
	void signsInAgainAfterALostConnection() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb();
				Relay relay = new Relay(server.webPort());
				Browser alice = Browser.open(port(relay)).join("visitor")) {
			server.room().accounts().setPassword("alice", new Password("sesame-open"));
			alice.say("/login alice sesame-open")
				.await("document.querySelector('#rows').textContent.includes('You are signed in as alice.')")
				.await("document.querySelector('#me').textContent === 'alice'")
				.say("/password sesame-open correct-horse")
				.await("document.querySelector('#rows').textContent.includes('Your password is changed')");
			relay.cut();
			alice.await("document.querySelector('#rows').textContent.match(/You are signed in as alice/g).length === 2")
				.say("still me")
				.awaitLine("alice: still me")
				.expectNoErrors();
		}
	}

	@Test
	void asksForThePasswordThatItsNameHasSince() throws Exception {
		try (ChatServer server = ChatServer.startWithWeb();
				Relay relay = new Relay(server.webPort());
				Browser alice = Browser.open(port(relay)).join("alice")) {
			server.room().accounts().setPassword("alice", new Password("sesame-open"));
			relay.cut();
			alice.await("document.querySelector('#password') === document.activeElement")
				.press("sesame-open" + Keys.ENTER)
				.awaitState("online")
				.expectNoErrors();
		}
	}

	@Test
	void goesOnAfterHistory() {
		try (ChatServer server = ChatServer.startWithWeb();
				Browser alice = Browser.open(server.webPort()).join("alice")) {
			alice.say("before").awaitLine("alice: before").say("/history 5").say("after").awaitLine("alice: after");
			assertThat(alice.lines()).containsOnlyOnce("alice: before").noneMatch((line) -> line.contains("lobby ("));
		}
	}

	@Test
	void saysWhyANameIsRefused() {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient bob = server.join("bob");
				Browser other = Browser.open(server.webPort())) {
			other.type("#name", "bob(" + Keys.ENTER)
				.await("document.querySelector('#trouble').textContent.startsWith('A name has 1 to 24 letters')")
				.type("#name", Keys.BACK_SPACE.toString() + Keys.ENTER)
				.await("document.querySelector('#trouble').textContent === 'That name is taken.'");
			bob.say("#quit").expect("#quit");
			other.type("#name", Keys.chord(Keys.CONTROL, "a") + "mary-b.c")
				.join("")
				.say("hi mary-b.c")
				.awaitLine("mary-b.c: hi mary-b.c")
				.expectNoErrors();
		}
	}

	@Test
	void completesCommands() {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient bob = server.join("bobby").say("#join games").say("#topic Chess");
				Browser alice = Browser.open(server.webPort()).join("alice")) {
			alice.await("document.querySelector('#rooms [data-key=games]')")
				.press("/jo" + Keys.TAB + "ga" + Keys.TAB + Keys.ENTER)
				.awaitPlace("games");
			assertThat(alice.text("#topic")).isEqualTo("Chess");
			alice.press("hi @bo").await("document.querySelectorAll('#choices li').length === 1");
			alice.press(Keys.ENTER + "!" + Keys.ENTER).awaitLine("alice: hi @bobby !");
			alice.press(Keys.ARROW_UP).await("document.querySelector('#input').value === 'hi @bobby !'");
			assertThat(bob).isNotNull();
		}
	}

	@Test
	void countsInTheTitleWhenAskedTo() {
		try (ChatServer server = ChatServer.startWithWeb();
				TestClient bob = server.join("bob");
				Browser alice = Browser.open(server.webPort()).join("alice")) {
			bob.expect("alice from [127.0.0.1] has joined the chat!");
			alice.click("#open-settings").click("#count").press(Keys.ESCAPE);
			String page = alice.hide();
			bob.say("one").say("two");
			await().until(() -> alice.titleOf(page).startsWith("(2) lobby"));
		}
	}

}
