package io.chatroom;

import java.util.stream.IntStream;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client in a pipe, with a server in this process.
 */
class ClientTests {

	@RegisterExtension
	static final ChatServer SERVER = ChatServer.lend();

	private final String address = "127.0.0.1:" + SERVER.port();

	@Test
	void saysWhatComesInAndPrintsWhatTheServerSays() throws Exception {
		PipedClient bob = PipedClient.given("bob\nhi\n\n#me waves\n##x\n#msg bob psst\n#who\n#nick bo\n#quit\n",
				this.address);
		bob.expectExit(0);
		assertThat(bob.printed()).containsExactly("Greetings from the ChatRoom! Now type your name and press enter!",
				"Welcome bob! If you ever want to quit, type #quit to exit.", "bob: hi", "* bob waves", "bob: #x",
				"[to bob] psst", "[from bob] psst", "1 here: bob", "bob is now known as bo.", "#quit");
		assertThat(bob.complaints()).isEmpty();
	}

	@Test
	void endsWithTheInputWhenAllIsSaid() throws Exception {
		try (TestClient witness = SERVER.join("witness")) {
			String input = String.join("\n", IntStream.range(0, 1000).mapToObj((i) -> "line " + i).toList());
			PipedClient eve = PipedClient.given(input, this.address, "--name", "eve");
			eve.expectExit(0);
			assertThat(eve.printed()).hasSize(1002).endsWith("eve: line 999", "#quit");
			witness.expect("eve from [127.0.0.1] has joined the chat!");
			IntStream.range(0, 1000).forEach((i) -> witness.expect("eve: line " + i));
			witness.expect("eve has left the chat.");
		}
	}

	@Test
	void showsWhatOthersDo() throws Exception {
		PipedClient carol = PipedClient.waiting(this.address, "--name=carol")
			.awaitPrinted("Welcome carol! If you ever want to quit, type #quit to exit.");
		try (TestClient dave = SERVER.join("dave")) {
			dave.say("hello").expect("dave: hello");
			dave.say("#msg carol psst").expect("[to carol] psst");
		}
		carol.awaitPrinted("dave has left the chat.").type("#quit").expectExit(0);
		assertThat(carol.printed()).contains("dave from [127.0.0.1] has joined the chat!", "dave: hello",
				"[from dave] psst");
	}

	@Test
	void showsWhatWasSaidBeforeWithItsTime() throws Exception {
		PipedClient frank = PipedClient.given("hi\n#history 1\n", this.address, "--name", "frank");
		frank.expectExit(0);
		assertThat(frank.printed()).element(2)
			.asString()
			.matches("\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ] frank: hi");
	}

	@Test
	void exitsWith3WhenTheNameIsRefused() throws Exception {
		try (TestClient grace = SERVER.join("grace")) {
			PipedClient other = PipedClient.given("hi\n", this.address, "--name", "grace");
			other.expectExit(3);
			assertThat(other.complaints()).startsWith("That name is taken. Type another name and press enter!");
			assertThat(other.printed()).isEmpty();
			PipedClient.given("grace\nhi\n", this.address).expectExit(3);
			PipedClient.given("a b\nhi\n", this.address).expectExit(3);
			grace.say("x").expect("grace: x");
		}
	}

	@Test
	void goesToARoomBeforeItSaysAnything() throws Exception {
		try (TestClient paul = SERVER.join("paul"); TestClient quinn = SERVER.join("quinn")) {
			paul.expect("quinn from [127.0.0.1] has joined the chat!").say("#join chess");
			PipedClient rosa = PipedClient.given("hi\n", this.address, "--name", "rosa", "--room", "chess");
			rosa.expectExit(0);
			assertThat(rosa.printed()).containsExactly("Welcome rosa! If you ever want to quit, type #quit to exit.",
					"You are in chess. 2 here: paul, rosa", "rosa: hi", "#quit");
			quinn.expect("paul has gone to chess.")
				.expect("rosa from [127.0.0.1] has joined the chat!")
				.expect("rosa has gone to chess.");
		}
	}

	@Test
	void exitsWith3WhenTheRoomIsRefused() throws Exception {
		PipedClient rosa = PipedClient.given("hi\n", this.address, "--name", "rosa", "--room", "a b");
		rosa.expectExit(3);
		assertThat(rosa.complaints()).startsWith("A room's name has 1 to 24 letters, digits, '_', '-' or '.'.");
	}

	@Test
	void keepsTheFormatToItself() throws Exception {
		PipedClient heidi = PipedClient.given("#format text\n#resume 0\nhi\n", this.address, "--name", "heidi");
		heidi.expectExit(0);
		assertThat(heidi.complaints()).containsExactly("The client does this itself: #format text",
				"The client does this itself: #resume 0");
		assertThat(heidi.printed()).contains("heidi: hi");
	}

	@Test
	void goesOnAfterALineThatIsRefused() throws Exception {
		PipedClient ivan = PipedClient.given("x".repeat(2000) + "\n#foo\nhi\n", this.address, "--name", "ivan");
		ivan.expectExit(1);
		assertThat(ivan.printed()).contains("That line is over 1024 bytes; it was not sent.",
				"Unknown command #foo. Type #help for the commands, or ##foo to say it.", "ivan: hi");
	}

	@Test
	void keepsTheWordsForOneWhoIsNotHere() throws Exception {
		PipedClient kim = PipedClient.given("#msg zoe are you back?\n#foo\n", this.address, "--name", "kim");
		kim.expectExit(1);
		assertThat(kim.printed()).contains("Nobody here is called zoe.");
		assertThat(kim.complaints()).containsExactly("Not said: #msg zoe are you back?");
	}

	@Test
	void isNoFasterThanTheServerReads() throws Exception {
		try (ChatServer slow = ChatServer.start("chat.limits.messages-per-second=100")) {
			PipedClient mallory = PipedClient.given("hi\n".repeat(150), "127.0.0.1:" + slow.port(), "--name",
					"mallory");
			mallory.expectExit(0);
			assertThat(mallory.printed()).hasSize(152).filteredOn("mallory: hi"::equals).hasSize(150);
		}
	}

}
