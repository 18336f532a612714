package io.chatroom;

import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many connections are reset at the same moment.
 */
class ManyDieTests {

	@Test
	void theRestSeeEachLeaveOnceInOneOrder() {
		// with more the leaves would come in a digest
		int count = 90;
		try (ChatServer server = ChatServer.lend()) {
			List<TestClient> doomed = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				doomed.add(server.join("doomed" + i));
			}
			List<TestClient> rest = List.of(server.join("alice"), server.join("bob"));
			rest.getFirst().expect("bob from [127.0.0.1] has joined the chat!");
			doomed.forEach(TestClient::reset);
			await().until(() -> server.members() == 2 && server.factory().clients().count() == 2);
			List<List<String>> heard = new ArrayList<>();
			for (TestClient client : rest) {
				List<String> leaves = new ArrayList<>();
				for (int i = 0; i < count; i++) {
					leaves.add(String.valueOf(client.read()));
				}
				heard.add(leaves);
			}
			assertThat(heard.getFirst()).isEqualTo(heard.getLast())
				.doesNotHaveDuplicates()
				.allMatch((line) -> line.matches("doomed\\d+ has left the chat\\."));
			rest.getFirst().say("alive").expect("alice: alive");
			rest.forEach(TestClient::close);
		}
	}

	@Test
	void bothDirectionsFullDoNotLockEachOther() {
		try (ChatServer server = ChatServer.start("chat.outbox.max-bytes=100MB");
				TestClient deaf = server.connectNarrow();
				TestClient alice = server.join("alice")) {
			deaf.enterUnread("deaf", alice);
			for (int i = 0; i < 5000; i++) {
				alice.say("x".repeat(1000)).read();
			}
			// its queue is larger than its socket's buffer, and its lines are still
			// delivered
			deaf.say("I talk and do not read");
			alice.expect("deaf: I talk and do not read");
		}
	}

}
