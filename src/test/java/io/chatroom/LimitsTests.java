package io.chatroom;

import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The limits of who is let in, as the settings say.
 */
class LimitsTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String SORRY = "Too many connections. Try again later.";

	@Test
	void holdsForEachAddressAndForAll() {
		try (ChatServer server = ChatServer.start("chat.limits.exempt=", "chat.limits.max-connections=3",
				"chat.limits.max-connections-per-address=2", "chat.limits.connections-per-minute-per-address=3",
				"chat.limits.deny=10.0.0.0/8,127.0.0.66");
				TestClient first = connect(server, "127.0.0.2").expect(GREETING);
				TestClient second = connect(server, "127.0.0.2").expect(GREETING)) {
			connect(server, "127.0.0.2").expect(SORRY).expectEnd().close();
			connect(server, "127.0.0.66").expectEnd().close();
			TestClient third = connect(server, "127.0.0.3").expect(GREETING);
			connect(server, "127.0.0.4").expect(SORRY).expectEnd().close();
			// each way to go gives a place back
			leave(server, first.say("#quit").expect("#quit").expectEnd(), 2);
			leave(server, connect(server, "127.0.0.2").say("").expect(GREETING), 2);
			third.reset();
			await().until(() -> server.factory().clients().count() == 1);
			connect(server, "127.0.0.2").expect(SORRY).expectEnd().close();
			second.finish().expectEnd();
			leave(server, connect(server, "127.0.0.3").expect(GREETING), 0);
			TcpCounters counters = server.factory().counters();
			assertThat(counters.rejected(RejectionReason.TOO_MANY_FROM_ADDRESS)).isOne();
			assertThat(counters.rejected(RejectionReason.TOO_MANY)).isOne();
			assertThat(counters.rejected(RejectionReason.TOO_FAST)).isOne();
			assertThat(counters.rejected(RejectionReason.DENIED)).isOne();
		}
	}

	@Test
	void doesNotHoldForLoopbackByDefault() {
		try (ChatServer server = ChatServer.lend()) {
			for (int i = 0; i < 100; i++) {
				connect(server, "127.0.0.1").expect(GREETING).close();
			}
		}
	}

	private static TestClient connect(ChatServer server, String from) {
		return TestClient.connectFrom(from, server.port());
	}

	private static void leave(ChatServer server, TestClient client, int others) {
		client.close();
		await().until(() -> server.factory().clients().count() == others);
	}

}
