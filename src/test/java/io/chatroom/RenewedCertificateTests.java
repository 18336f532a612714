package io.chatroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import io.chatroom.testing.TestAuthority;
import io.chatroom.testing.TestClient;
import io.chatroom.testing.TlsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * New certificates in the files of a bundle that is watched: for new connections, while
 * old ones stay.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class RenewedCertificateTests {

	private static final TestAuthority AUTHORITY = TestAuthority.shared();

	@Test
	void newConnectionsGetANewCertificateAndOldOnesStay(@TempDir Path files, CapturedOutput output) throws Exception {
		AUTHORITY.issue("renewed", "-ext", TestAuthority.LOCALHOST);
		Path certificate = Files.copy(AUTHORITY.certificate("localhost"), files.resolve("server.crt"));
		Path key = Files.copy(AUTHORITY.key("localhost"), files.resolve("server.key"));
		try (TlsServer server = TlsServer.start(certificate, key, "spring.ssl.bundle.pem.web.reload-on-update=true",
				"spring.ssl.bundle.watch.file.quiet-period=100ms"); TestClient alice = server.join("alice")) {
			assertThat(shownBy(server)).isEqualTo("CN=localhost");
			Files.writeString(key, "no key");
			await().until(() -> output.getOut().contains("cannot be reloaded"));
			assertThat(shownBy(server)).isEqualTo("CN=localhost");
			assertThat(output.getOut().lines().filter((line) -> line.contains("ERROR"))).singleElement()
				.asString()
				.contains("SSL bundle web (" + certificate + ", " + key
						+ ") cannot be reloaded; the old one stays in use:", "Missing private key");
			assertThat(output).doesNotContain("\tat ", "Unexpected");
			Files.writeString(certificate, Files.readString(AUTHORITY.certificate("renewed")));
			Files.writeString(key, Files.readString(AUTHORITY.key("renewed")));
			await().until(() -> shownBy(server).equals("CN=renewed"));
			alice.say("still here").expect("alice: still here");
		}
	}

	@ParameterizedTest
	@CsvSource({ "true, Private key in keystore matches none of the certificates in the chain",
			"false, chat.tls.bundle=web names a bundle whose private key does not belong to its certificate" })
	void saysWhyItCannotReload(String verifyKeys, String reason, @TempDir Path files, CapturedOutput output)
			throws Exception {
		Path certificate = Files.copy(AUTHORITY.certificate("localhost"), files.resolve("server.crt"));
		Path key = Files.copy(AUTHORITY.key("localhost"), files.resolve("server.key"));
		try (TlsServer server = TlsServer.start(certificate, key, "spring.ssl.bundle.pem.web.reload-on-update=true",
				"spring.ssl.bundle.pem.web.keystore.verify-keys=" + verifyKeys,
				"spring.ssl.bundle.watch.file.quiet-period=100ms")) {
			Files.writeString(key, Files.readString(AUTHORITY.key("ca")));
			await().until(() -> output.getOut().contains("cannot be reloaded"));
			assertThat(output)
				.contains("SSL bundle web (" + certificate + ", " + key
						+ ") cannot be reloaded; the old one stays in use: " + reason)
				.doesNotContain("\tat ", "Unexpected");
			assertThat(shownBy(server)).isEqualTo("CN=localhost");
		}
	}

	private static String shownBy(TlsServer server) throws Exception {
		try (SSLSocket socket = server.shakeHands(AUTHORITY.context(null), 0)) {
			SSLSession session = socket.getSession();
			return ((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal().getName();
		}
	}

}
