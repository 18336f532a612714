package io.chatroom;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Objects;

import io.chatroom.testing.TestAuthority;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.Ssl.ClientAuth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the log says of a bundle's certificate, at the start and when the bundle changes.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class TlsEnginesTests {

	private static final TestAuthority AUTHORITY = TestAuthority.shared();

	@BeforeAll
	static void issue() {
		AUTHORITY.issue("server-old", "-startdate", "-10d", "-validity", "3")
			.issue("server-new", "-startdate", "+10d", "-validity", "3");
	}

	@Test
	void warnsAtTheStartOfACertificateThatHasExpired(CapturedOutput output) throws Exception {
		engines("server-old");
		assertThat(output).containsPattern("WARN .*Bundle web: its certificate for .* expired at ")
			.contains(date("server-old"));
	}

	@Test
	void warnsAtTheStartOfACertificateThatIsNotValidYet(CapturedOutput output) {
		engines("server-new");
		assertThat(output).containsPattern("WARN .*Bundle web: its certificate for .* is not valid before ");
	}

	@Test
	void warnsWhenTheBundleChanges(CapturedOutput output) throws Exception {
		DefaultSslBundleRegistry bundles = engines("localhost");
		assertThat(output).doesNotContain("WARN");
		bundles.updateBundle("web", bundle("server-old"));
		assertThat(output).contains("expired at " + date("server-old"));
	}

	@Test
	void rejectsAKeyOfAnotherCertificate() {
		SslBundle mixed = SslBundle
			.of(new PemSslStoreBundle(PemSslStoreDetails.forCertificate("file:" + AUTHORITY.certificate("localhost"))
				.withPrivateKey("file:" + AUTHORITY.key("ca")), null));
		assertThatExceptionOfType(SettingException.class)
			.isThrownBy(() -> new TlsEngines(new DefaultSslBundleRegistry("web", mixed), "web", ClientAuth.NONE))
			.withMessage("chat.tls.bundle=web names a bundle whose private key does not belong to its certificate.");
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("web", bundle("localhost"));
		TlsEngines engines = new TlsEngines(bundles, "web", ClientAuth.NONE);
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> bundles.updateBundle("web", mixed));
		assertThat(engines.get()).isNotNull();
	}

	private static DefaultSslBundleRegistry engines(String certificate) {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("web", bundle(certificate));
		assertThat(new TlsEngines(bundles, "web", ClientAuth.NONE).get()).isNotNull();
		return bundles;
	}

	private static SslBundle bundle(String name) {
		return SslBundle
			.of(new PemSslStoreBundle(PemSslStoreDetails.forCertificate("file:" + AUTHORITY.certificate(name))
				.withPrivateKey("file:" + AUTHORITY.key(name)), null));
	}

	private static String date(String name) throws Exception {
		KeyStore keys = Objects.requireNonNull(bundle(name).getStores().getKeyStore());
		X509Certificate certificate = (X509Certificate) keys.getCertificate(keys.aliases().nextElement());
		return certificate.getNotAfter().toInstant().toString();
	}

}
