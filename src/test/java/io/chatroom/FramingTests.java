package io.chatroom;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

/**
 * The seed's own client sends no line end: what one read returns is a line.
 */
class FramingTests {

	@Test
	void theSeedsOwnClientJoinsChatsAndQuits() {
		try (ChatServer server = ChatServer.start("chat.tcp.framing=read");
				TestClient alice = server.join("alice");
				TestClient seed = server.connect()) {
			seed.expect("Greetings from the ChatRoom! Now type your name and press enter!");
			seed.send("bob").expect("Welcome bob! If you ever want to quit, type #quit to exit.");
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			seed.send("hello").expect("bob: hello");
			alice.expect("bob: hello").say("hi").expect("alice: hi");
			seed.expect("alice: hi").send("two\nlines").expect("bob: two", "bob: lines");
			alice.expect("bob: two", "bob: lines");
			seed.send("#quit").expect("#quit").expectEnd();
			alice.expect("bob has left the chat.");
		}
	}

	@Test
	void byDefaultALineEndsAtALineEndAlone() {
		try (ChatServer server = ChatServer.lend(); TestClient client = server.connect()) {
			client.expect("Greetings from the ChatRoom! Now type your name and press enter!");
			client.send("al").send("ice\n").expect("Welcome alice! If you ever want to quit, type #quit to exit.");
		}
	}

}
