package io.chatroom.web;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.Tab;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a browser's tab and a telnet client see of each other.
 */
class TabTests {

	@RegisterExtension
	static final ChatServer server = ChatServer.startWithWeb();

	@Test
	void talksWithTelnet() {
		try (TestClient alice = server.join("alice"); Tab bob = Tab.join(server.webPort(), "bob")) {
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			bob.say("hello");
			alice.expect("bob: hello");
			assertThat(server.scrape()).contains("chat_transport_clients{transport=\"web\"} 1.0");
			assertThat(bob.expect("said").get("text").asString()).isEqualTo("hello");
			alice.say("hi, b\u00f6b \ud83d\ude00");
			assertThat(bob.expect("said").get("text").asString()).isEqualTo("hi, b\u00f6b \ud83d\ude00");
			alice.expect("alice: hi, b\u00f6b \ud83d\ude00");
			bob.say("#quit");
			assertThat(bob.expect("bye").get("code").asString()).isEqualTo("quit");
			assertThat(bob.awaitClosed()).isEqualTo(1000);
			alice.expect("bob has left the chat.");
		}
	}

	@Test
	void leavesWhenTheTabCloses() {
		try (TestClient carol = server.join("carol"); Tab dave = Tab.join(server.webPort(), "dave")) {
			carol.expect("dave from [127.0.0.1] has joined the chat!");
			dave.abort();
			carol.expect("dave has left the chat.");
		}
	}

}
