package io.chatroom;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Behind a proxy it is the client's own address that counts, whatever lies between.
 */
class ProxiedClientTests {

	private static final String GREETING = "Greetings from the ChatRoom! Now type your name and press enter!";

	private static final String SORRY = "Too many connections. Try again later.";

	@Test
	void limitsHoldForTheClientsAddressAndNotForTheProxys() {
		try (ChatServer server = ChatServer.start("chat.proxy.trusted=127.0.0.1", "chat.limits.exempt=",
				"chat.limits.max-connections-per-address=1", "chat.limits.connections-per-minute-per-address=2",
				"chat.limits.deny=192.0.2.0/24");
				TestClient first = through(server, "203.0.113.7").expect(GREETING);
				TestClient other = through(server, "203.0.113.8").expect(GREETING)) {
			through(server, "203.0.113.7").expect(SORRY).expectEnd().close();
			through(server, "192.0.2.1").expectEnd().close();
			first.say("").finish().expectEnd();
			await().until(() -> server.factory().clients().count() == 1);
			through(server, "203.0.113.7").say("").expect(GREETING).finish().expectEnd().close();
			await().until(() -> server.factory().clients().count() == 1);
			through(server, "203.0.113.7").expect(SORRY).expectEnd().close();
			assertThat(server.factory().counters().rejected(RejectionReason.TOO_MANY_FROM_ADDRESS)).isOne();
			assertThat(server.factory().counters().rejected(RejectionReason.TOO_FAST)).isOne();
			assertThat(server.factory().counters().rejected(RejectionReason.DENIED)).isOne();
			other.say("bob").expect("Welcome bob! If you ever want to quit, type #quit to exit.");
		}
	}

	@Test
	void aHeaderMayStandInFrontOfTls() throws IOException {
		try (TlsServer server = TlsServer.start("chat.proxy.trusted=127.0.0.1");
				TestClient bob = TestClient.over(secure(server, "203.0.113.8"));
				TestClient alice = TestClient.over(secure(server, "203.0.113.7"))) {
			ChatServer.join(bob, "bob");
			ChatServer.join(alice, "alice");
			bob.expect("alice from [203.0.113.7] has joined the chat!");
			alice.say("hi").expect("alice: hi");
		}
	}

	private static TestClient through(ChatServer server, String client) {
		return server.connect().send(header(client));
	}

	private static Socket secure(TlsServer server, String client) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
		socket.getOutputStream().write(header(client).getBytes(StandardCharsets.US_ASCII));
		return TlsServer.shakeHands(socket, TestAuthority.shared().context(null));
	}

	private static String header(String client) {
		return "PROXY TCP4 " + client + " 127.0.0.1 1234 5000\r\n";
	}

}
