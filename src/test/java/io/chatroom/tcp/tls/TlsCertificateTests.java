package io.chatroom.tcp.tls;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known of the certificate of a TLS peer.
 */
class TlsCertificateTests extends TlsScript {

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void knowsTheCertificateOfThePeerAlsoWhenItResumes(String protocol) throws Exception {
		SSLContext context = TestAuthority.shared().context("localhost");
		String fingerprint = fingerprint(TestAuthority.shared().certificate("localhost"));
		Set<Long> sessions = new HashSet<>();
		for (int i = 0; i < 2; i++) {
			NarrowPipe between = new NarrowPipe(this.random);
			SSLEngine own = engine(false, protocol);
			own.setWantClientAuth(true);
			// it resumes a session with that peer
			SSLEngine peer = context.createSSLEngine("knows-the-certificate." + protocol, 1);
			peer.setUseClientMode(true);
			peer.setEnabledProtocols(new String[] { protocol });
			Pair pair = connect(between, own, peer);
			assertThat(pair.server().peerFingerprint()).isEqualTo(fingerprint);
			write(pair.server(), "with the ticket");
			readSome(pair.client());
			sessions.add(peer.getSession().getCreationTime());
		}
		assertThat(sessions).as("it was resumed").hasSize(1);
	}

	@Test
	void aPeerMayShowNoCertificate() throws Exception {
		Pair pair = connect("TLSv1.3");
		assertThat(pair.server().peerFingerprint()).isNull();
	}

	private static String fingerprint(Path file) throws Exception {
		try (InputStream pem = Files.newInputStream(file)) {
			byte[] certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
		}
	}

}
