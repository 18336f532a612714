package io.chatroom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Servers that ask clients for a certificate, and the client with one that requires it.
 */
class ClientCertificateTests {

	private static final TestAuthority AUTHORITY = TestAuthority.shared().issue("bob-by-cert").selfSign("mallory");

	private static final TlsServer TLS = asking("need");

	@RegisterExtension
	static final ChatServer SERVER = TLS.chat();

	private final String address = "localhost:" + SERVER.tlsPort();

	@Test
	void letsInOneWithACertificate() throws Exception {
		PipedClient bob = connect("--cert", AUTHORITY.certificate("bob-by-cert").toString(), "--key",
				AUTHORITY.key("bob-by-cert").toString());
		bob.expectExit(0);
		assertThat(bob.printed()).contains("bob: hi");
	}

	@Test
	void tellsThatOneIsWanted() throws Exception {
		PipedClient bob = connect();
		PipedClient mallory = connect("--cert", AUTHORITY.certificate("mallory").toString(), "--key",
				AUTHORITY.key("mallory").toString());
		for (PipedClient client : List.of(bob, mallory)) {
			client.expectExit(1);
			assertThat(client.complaints()).containsExactly(this.address + " requires a client certificate"
					+ " from a CA that it trusts (use --cert FILE --key FILE).");
		}
	}

	@Test
	void isNeeded() {
		turnsAway(TLS, null);
		turnsAway(TLS, "mallory");
		letsIn(TLS, "bob-by-cert");
	}

	@Test
	void isOptionalIfWanted() {
		try (TlsServer server = asking("want")) {
			letsIn(server, null);
			letsIn(server, "bob-by-cert");
		}
	}

	private static TlsServer asking(String clientAuth) {
		return TlsServer.start("chat.tls.client-auth=" + clientAuth,
				"spring.ssl.bundle.pem.web.truststore.certificate=" + AUTHORITY.certificate("ca"));
	}

	private static void letsIn(TlsServer server, @Nullable String certificate) {
		try (TestClient client = TestClient.over(server.shakeHands(AUTHORITY.context(certificate), 0))) {
			client.expect("Greetings from the ChatRoom! Now type your name and press enter!");
		}
	}

	private static void turnsAway(TlsServer server, @Nullable String certificate) {
		assertThatException()
			.isThrownBy(() -> TestClient.over(server.shakeHands(AUTHORITY.context(certificate), 0)).read())
			.havingRootCause()
			.withMessageContaining("alert");
	}

	private PipedClient connect(String... more) throws IOException {
		List<String> words = new ArrayList<>(
				List.of("--tls", "--ca", AUTHORITY.certificate("ca").toString(), "--name", "bob", this.address));
		words.addAll(List.of(more));
		return PipedClient.given("hi\n", words.toArray(String[]::new));
	}

}
