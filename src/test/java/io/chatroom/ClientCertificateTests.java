package io.chatroom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.testing.ChatServer;
import io.chatroom.testing.PipedClient;
import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client with a server that requires a client certificate.
 */
class ClientCertificateTests {

	private static final TestAuthority AUTHORITY = TestAuthority.shared().issue("bob-by-cert").selfSign("mallory");

	@RegisterExtension
	static final ChatServer SERVER = TlsServer
		.start("chat.tls.client-auth=need",
				"spring.ssl.bundle.pem.web.truststore.certificate=" + AUTHORITY.certificate("ca"))
		.chat();

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

	private PipedClient connect(String... more) throws IOException {
		List<String> words = new ArrayList<>(
				List.of("--tls", "--ca", AUTHORITY.certificate("ca").toString(), "--name", "bob", this.address));
		words.addAll(List.of(more));
		return PipedClient.given("hi\n", words.toArray(String[]::new));
	}

}
