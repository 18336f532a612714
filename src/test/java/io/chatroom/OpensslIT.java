package io.chatroom;

import io.chatroom.testing.SClient;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What OpenSSL makes of the second port.
 */
class OpensslIT {

	private static final String SENT_KEY_UPDATE = ">>> TLS 1.3, Handshake [length 0005], KeyUpdate";

	private static final String RECEIVED_KEY_UPDATE = "<<< TLS 1.3, Handshake [length 0005], KeyUpdate";

	@ParameterizedTest
	@CsvSource({ "-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3" })
	void visits(String option, String protocol) throws Exception {
		try (TlsServer server = TlsServer.lend();
				TestClient alice = server.chat().join("alice");
				SClient bob = SClient.connect(server.port(), option)) {
			bob.expect("Greetings from the ChatRoom!").expect("Verify return code: 0 (ok)").expect(protocol);
			bob.type("bob").expect("Welcome bob!").type("hi from bob").expect("bob: hi from bob");
			alice.expect("bob from [127.0.0.1] has joined the chat!", "bob: hi from bob");
			bob.type("#quit").expect("closed").expectEnd();
			alice.expect("bob has left the chat.");
		}
	}

	@Test
	void getsItsKeysUpdated() {
		try (TlsServer server = TlsServer.lend();
				TestClient alice = server.chat().join("alice");
				SClient bob = SClient.connect(server.port(), "-tls1_3", "-msg")) {
			bob.expect("Greetings").type("bob").expect("Welcome bob!");
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			bob.type("k").expect(SENT_KEY_UPDATE).type("hi").expect("bob: hi");
			bob.type("K").expect(2, SENT_KEY_UPDATE).type("there").expect("bob: there").expect(RECEIVED_KEY_UPDATE);
			alice.expect("bob: hi", "bob: there").say("well").expect("alice: well");
			bob.expect("alice: well").type("and again").expect("bob: and again");
		}
	}

	@Test
	void isNotLetUpdateKeysForEver() throws Exception {
		try (TlsServer server = TlsServer.lend();
				TestClient alice = server.chat().join("alice");
				SClient bob = SClient.connect(server.port(), "-tls1_3", "-msg")) {
			bob.expect("Greetings");
			assertThat(bob.typeUntilEnd("K", SENT_KEY_UPDATE, 100)).isBetween(33, 99);
			alice.say("still here").expect("alice: still here");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "want", "need" })
	void isNotLetInWithACertificateOfAStranger(String clientAuth) throws Exception {
		TestAuthority authority = TestAuthority.shared().selfSign("stranger-" + clientAuth);
		try (TlsServer server = TlsServer.start("chat.tls.client-auth=" + clientAuth,
				"spring.ssl.bundle.pem.web.truststore.certificate=" + authority.certificate("ca"));
				SClient stranger = SClient.connect(server.port(), "-cert",
						authority.certificate("stranger-" + clientAuth).toString(), "-key",
						authority.key("stranger-" + clientAuth).toString())) {
			stranger.expect("alert").expectEnd();
		}
	}

	@Test
	void isNotLetShakeHandsAgain() throws Exception {
		try (TlsServer server = TlsServer.lend();
				TestClient alice = server.chat().join("alice");
				SClient bob = SClient.connect(server.port(), "-tls1_2")) {
			bob.expect("Greetings").type("bob").expect("Welcome bob!");
			alice.expect("bob from [127.0.0.1] has joined the chat!");
			bob.type("R").expectEnd();
			alice.expect("bob has left the chat.");
		}
	}

}
