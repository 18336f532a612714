package io.chatroom;

import java.nio.file.Path;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TmuxWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The client on a real terminal, with the real server.
 */
@EnabledIf("hasTmux")
class TerminalClientIT {

	private static final String WELCOME = """
			12:04 - Welcome alice! If you ever want to quit, type #quit to exit.
			12:04 - 1 here: alice
			""";

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.lend();

	@TempDir
	private Path state;

	private TmuxWindow alice;

	static boolean hasTmux() {
		return TmuxWindow.isInstalled();
	}

	@BeforeEach
	void open() {
		this.alice = TmuxWindow.open(this.state, "connect", server());
		this.alice.endsWith("name>").type("alice").press("Enter").endsWith(WELCOME + "alice@lobby>");
	}

	@AfterEach
	void close() {
		this.alice.close();
		// the next test uses the same names
		await().until(() -> SERVER.members() == 0);
	}

	@Test
	void thePromptStaysWholeWhileOthersTalk() {
		try (TestClient bob = SERVER.join("bob")) {
			this.alice.type("half a li").endsWith("alice@lobby> half a li");
			bob.say("hi @Alice")
				.say("a long line, 漢字漢字 and 👍👍, with https://example.org/that/is/not/broken/anywhere/at/all");
			this.alice.endsWith("""
					12:04 - bob from [127.0.0.1] has joined the chat!
					12:04 ! bob: hi @Alice
					12:04   bob: a long line, 漢字漢字 and 👍👍, with
					        https://example.org/that/is/not/broken/anywhere/at/all
					alice@lobby> half a li""");
			this.alice.type("ne").press("Enter").endsWith("12:04 > alice: half a line\nalice@lobby>");
			this.alice.type("/me waves").press("Enter").endsWith("12:04 > * alice waves\nalice@lobby>");
		}
	}

	@Test
	void itFitsAnotherSize() {
		try (TestClient bob = SERVER.join("bob")) {
			this.alice.shows("bob from").type("half").resize(40, 14);
			// only lines printed after the resize show that the client knows its new size
			await().until(() -> {
				bob.say("something that is too long for forty columns");
				return this.alice.screen().endsWith("""
						12:04   bob: something that is too long
						        for forty columns
						alice@lobby> half""");
			});
			// some lines were printed before the client learned of the size
			this.alice.resize(90, 14).type("-way").endsWith("alice@lobby> half-way");
		}
	}

	@Test
	void twoPeopleTalkAtOnce(@TempDir Path other) {
		try (TmuxWindow bob = TmuxWindow.open(other, "connect", "--name=bob", server())) {
			bob.endsWith("12:04 - 2 here: alice, bob\nbob@lobby>").type("I am not don");
			for (int i = 1; i <= 5; i++) {
				this.alice.type("line " + i).press("Enter");
			}
			bob.endsWith("""
					12:04   alice: line 1
					12:04   alice: line 2
					12:04   alice: line 3
					12:04   alice: line 4
					12:04   alice: line 5
					bob@lobby> I am not don""");
			bob.type("e").press("Enter").endsWith("12:04 > bob: I am not done\nbob@lobby>");
			this.alice.endsWith("12:04   bob: I am not done\nalice@lobby>");
		}
	}

	@Test
	void noPasswordIsShownOrKept(@TempDir Path other) throws Exception {
		// from another address than the other test that registers a name
		try (TestClient otto = ChatServer.join(TestClient.connectFrom("127.0.0.5", SERVER.port()), "otto")) {
			otto.say("#register correct-horse").expect("otto is yours now. #login otto signs you in.");
		}
		try (TmuxWindow otto = TmuxWindow.open(other, "connect", server())) {
			otto.endsWith("name>").type("otto").press("Enter");
			otto.endsWith("12:04 - That name is registered. Type its password and press enter!\npassword>");
			otto.type("oops").endsWith("password> ****").press("C-c").endsWith("password>");
			otto.type("correct-horse").endsWith("password> *************").press("Enter");
			otto.shows("You are signed in as otto.").shows("Welcome otto!").endsWith("otto@lobby>");
			otto.press("Up").press("Enter").type("hello").press("Enter").endsWith("12:04 > otto: hello\notto@lobby>");
			otto.type("/password correct-horse battery-staple").press("Enter");
			otto.endsWith("12:04 - Your password is changed.\notto@lobby>");
			otto.press("Up").endsWith("otto@lobby> hello").press("C-c").press("C-d").shows("exit code 0");
			assertThat(otto.screen()).doesNotContain("horse", "staple");
		}
		assertThat(other.resolve("chatroom/history")).content().contains("hello").doesNotContain("horse", "staple");
	}

	@Test
	void aNameIsRegisteredWithAHiddenPassword(@TempDir Path other) {
		try (TmuxWindow paula = TmuxWindow.open(other, "connect", "--name=paula", server())) {
			paula.endsWith("paula@lobby>").type("/register").press("Enter").endsWith("new password>");
			paula.type("correct-horse").endsWith("new password> *************").press("Enter");
			paula.endsWith("once more>").type("correct-horse").endsWith("once more> *************").press("Enter");
			paula.endsWith("12:04 - paula is yours now. #login paula signs you in.\npaula@lobby>");
			assertThat(paula.screen()).doesNotContain("horse");
		}
	}

	@Test
	void ctrlCClearsTheLineAndQuitsTheSecondTime() {
		this.alice.type("oops").press("C-c").endsWith(WELCOME + "alice@lobby>");
		this.alice.press("C-c");
		theTerminalIsAsItWas();
	}

	@Test
	void ctrlDQuits() {
		this.alice.press("C-d");
		theTerminalIsAsItWas();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TERM=nobody-knows-it", "TERM=tmux-256color", "stty rows 0 cols 0;" })
	void strangeTerminalsWillDo(String words, @TempDir Path other) {
		try (TmuxWindow bob = TmuxWindow.openAfter(words, other, "connect", "--name=bob", server())) {
			bob.endsWith("bob@lobby>").type("hi").press("Enter").endsWith("12:04 > bob: hi\nbob@lobby>");
			assertThat(bob.screen()).startsWith(WELCOME.replace("alice", "bob").replace("1 here: ", "2 here: alice, "));
		}
	}

	@Test
	void aSlashBeginsACommandOnATerminalThatCannotDoMuch(@TempDir Path other) {
		try (TmuxWindow bob = TmuxWindow.openAfter("TERM=dumb", other, "connect", "--name=bob", server())) {
			bob.endsWith("2 here: alice, bob").type("/who").press("Enter").endsWith("/who\n2 here: alice, bob");
			bob.type("//who").press("Enter").endsWith("//who\nbob: /who");
		}
	}

	@Test
	void withoutAnInputNothingIsSaid(@TempDir Path other) {
		try (TmuxWindow bob = TmuxWindow.open(other, "connect", "--name=bob", server(), "<&-")) {
			bob.endsWith("#quit\nexit code 0\necho");
			this.alice.endsWith(
					"12:04 - bob from [127.0.0.1] has joined the chat!\n12:04 - bob has left the chat.\nalice@lobby>");
		}
	}

	private String server() {
		return "localhost:" + SERVER.port();
	}

	private void theTerminalIsAsItWas() {
		this.alice.endsWith(WELCOME + "exit code 0\necho");
	}

}
