package io.chatroom;

import java.nio.charset.StandardCharsets;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What people see of a visit, byte for byte, over real sockets.
 */
class VisitTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	@RegisterExtension
	static final ChatServer server = ChatServer.lend();

	@ParameterizedTest
	@EnumSource
	void isAsTheContractSays(Packets packets) {
		try (TestClient bob = server.join("bob");
				TestClient carol = server.join("carol");
				TestClient alice = server.connect()) {
			bob.expect("carol from [127.0.0.1] has joined the chat!");
			alice.expect(GREETING);
			packets.send(alice, "alice\r\nhello\r\n#quit\r\n");
			alice.expect("Welcome alice! If you ever want to quit, type #quit to exit.", "alice: hello", "#quit");
			alice.expectEnd();
			for (TestClient other : new TestClient[] { bob, carol }) {
				other.expect("alice from [127.0.0.1] has joined the chat!", "alice: hello", "alice has left the chat.");
			}
			bob.say("#quit").expect("#quit").expectEnd();
			carol.expect("bob has left the chat.").say("#quit").expect("#quit").expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "\n", "\r\0", "\r" })
	void anyLineEndEndsALine(String end) {
		try (TestClient client = server.join("alice")) {
			client.send("one" + end + "two" + end).expect("alice: one", "alice: two");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void textWithoutAnEndIsALastLine() {
		try (TestClient bob = server.join("bob"); TestClient alice = server.join("alice")) {
			alice.send("last words").finish();
			bob.expect("alice from [127.0.0.1] has joined the chat!", "alice: last words", "alice has left the chat.");
			bob.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void oneThatEndsItsInputStillGetsEverythingSaid() {
		try (TestClient client = server.connect()) {
			client.send("alice\n" + "hi\n".repeat(1000)).finish();
			client.expect(GREETING, "Welcome alice! If you ever want to quit, type #quit to exit.");
			for (int i = 0; i < 1000; i++) {
				client.expect("alice: hi");
			}
			client.expectEnd();
		}
	}

	@Test
	void oneThatAsksFasterThanItReadsGetsEveryAnswer() {
		int times = 3000;
		try (ChatServer small = ChatServer.start("chat.outbox.max-bytes=16KB");
				TestClient client = small.join("alice")) {
			Thread.ofVirtual().start(() -> client.send("#who\n".repeat(times)));
			for (int i = 0; i < times; i++) {
				client.expect("1 here: alice");
			}
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void theServerClosesWhenOneThatQuitDoesNot() {
		try (ChatServer hasty = ChatServer.start("chat.tcp.drain-timeout=300ms");
				TestClient client = hasty.join("alice")) {
			client.say("#quit").expect("#quit").expectEnd();
			await().until(() -> hasty.factory().clients().count() == 0);
		}
	}

	@Test
	void anEmojiSurvivesASplit() {
		byte[] line = "hi 👩‍🚀!\n".getBytes(StandardCharsets.UTF_8);
		try (TestClient client = server.join("alice")) {
			for (byte octet : line) {
				client.send(octet);
			}
			client.expect("alice: hi 👩‍🚀!");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void linesThatCannotBeSentAreRefusedAndTheVisitGoesOn() {
		try (TestClient client = server.join("alice")) {
			client.send("x".repeat(1024) + "\n").expect("alice: " + "x".repeat(1024));
			client.send("x".repeat(1025) + "\n").expect("That line is over 1024 bytes; it was not sent.");
			client.say("still here").expect("alice: still here");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void theFirstLineThatIsNotUtf8IsAnsweredWithARemedy() {
		byte[] notUtf8 = { (byte) 0xc3, '\n' };
		try (TestClient client = server.join("alice")) {
			client.send(notUtf8).expectBytes((byte) 255, (byte) 253, (byte) 0);
			client.expect("That line is not valid UTF-8; it was not sent."
					+ " If you use telnet, type ^] then \"toggle binary\", or use nc.");
			client.send(notUtf8).expect("That line is not valid UTF-8; it was not sent.");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void oneThatReadsJsonIsAskedForNoTelnetOption() {
		byte[] notUtf8 = { (byte) 0xc3, '\n' };
		try (TestClient client = server.join("alice")) {
			client.say("#format json").read();
			client.send(notUtf8);
			assertThat(client.event().get("text").asString()).endsWith("or use nc.");
			client.say("#format text").read();
			client.send(notUtf8).expectBytes((byte) 255, (byte) 253, (byte) 0);
			client.expect("That line is not valid UTF-8; it was not sent.");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void aByteOrderMarkAtTheStartIsDropped() {
		try (TestClient client = server.connect()) {
			client.send("\ufeff#format json\r\n").read();
			assertThat(client.event().get("event").asString()).isEqualTo("prompt");
			client.say("#quit");
		}
	}

	@Test
	void stacksOfMarksAreCutForAll() {
		String cut = "z" + "\u0301".repeat(8);
		try (TestClient alice = server.join("alice"); TestClient bob = server.join("bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			bob.say("#format json").read();
			alice.say("z" + "\u0301".repeat(21)).expect("alice: " + cut);
			assertThat(bob.event().get("text").asString()).isEqualTo(cut);
			alice.say("#history 1");
			assertThat(alice.read()).endsWith("alice: " + cut);
			alice.say("#quit").expect("#quit").expectEnd();
			bob.say("#quit");
		}
	}

	@Test
	void telnetNegotiationIsRefusedAndNotHeard() {
		try (TestClient client = server.join("alice")) {
			byte iac = (byte) 255;
			client.send(iac, (byte) 253, (byte) 3, iac, (byte) 251, (byte) 31, iac, (byte) 246).say("hi");
			client.expectBytes(iac, (byte) 252, (byte) 3, iac, (byte) 254, (byte) 31).expect("[Yes]", "alice: hi");
			client.say("#quit").expect("#quit").expectEnd();
		}
	}

	@Test
	void linesBehindAQuitDoNotCostItsAnswer() {
		try (TestClient client = server.join("alice")) {
			client.send("#quit\n" + "more\n".repeat(1000));
			client.expect("#quit").expectEnd();
		}
	}

	/**
	 * How the same bytes may come.
	 */
	enum Packets {

		ONE_FOR_EACH_LINE {

			@Override
			void send(TestClient client, String text) {
				text.lines().forEach(client::say);
			}

		},

		ONE_FOR_ALL {

			@Override
			void send(TestClient client, String text) {
				client.send(text);
			}

		},

		ONE_FOR_EACH_BYTE {

			@Override
			void send(TestClient client, String text) {
				text.chars().forEach((character) -> client.send((byte) character));
			}

		};

		abstract void send(TestClient client, String text);

	}

}
