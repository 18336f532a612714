package io.chatroom;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.web.server.Ssl.ClientAuth;

/**
 * Creates an engine for each new TLS connection from an SSL bundle. When the bundle's
 * files change, new connections use the new ones, and open connections stay as they are.
 * Any thread.
 */
final class TlsEngines implements Supplier<SSLEngine> {

	private static final Logger logger = LoggerFactory.getLogger(TlsEngines.class);

	private static final String[] PROTOCOLS = { "TLSv1.3", "TLSv1.2" };

	private final String bundleName;

	private final ClientAuth clientAuth;

	private volatile Source source;

	/**
	 * Reads the bundle, and goes on listening to its changes.
	 * @param bundleName the bundle's name, which {@code chat.tls.bundle} gives
	 * @param clientAuth what is asked of clients
	 * @throws SettingException when the bundle is missing or invalid
	 */
	TlsEngines(SslBundles bundles, String bundleName, ClientAuth clientAuth) {
		this.bundleName = bundleName;
		this.clientAuth = clientAuth;
		try {
			this.source = read(bundles.getBundle(bundleName));
			bundles.addBundleUpdateHandler(bundleName, this::renew);
		}
		catch (NoSuchSslBundleException ex) {
			throw noBundle("chat.tls.bundle", bundleName, ex);
		}
	}

	/**
	 * Returns that a setting names a bundle that there is not.
	 */
	static SettingException noBundle(String setting, String bundle, NoSuchSslBundleException cause) {
		String keystore = "spring.ssl.bundle.pem." + bundle + ".keystore.";
		return new SettingException(setting, bundle,
				"names no bundle. Set " + keystore + "certificate and " + keystore + "private-key", cause);
	}

	@Override
	public SSLEngine get() {
		Source now = this.source;
		SSLEngine engine = now.context().createSSLEngine();
		engine.setUseClientMode(false);
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setProtocols(PROTOCOLS);
		if (now.options().getCiphers() != null) {
			parameters.setCipherSuites(now.options().getCiphers());
		}
		switch (this.clientAuth) {
			case NEED -> parameters.setNeedClientAuth(true);
			case WANT -> parameters.setWantClientAuth(true);
			case NONE -> parameters.setNeedClientAuth(false);
		}
		engine.setSSLParameters(parameters);
		return engine;
	}

	private void renew(SslBundle changed) {
		// when it throws, SslReloadFailures logs why, and the old one stays in use
		this.source = read(changed);
		logger.info("Bundle {} has changed: new TLS connections use it", this.bundleName);
	}

	private Source read(SslBundle bundle) {
		try {
			if (!hasKey(bundle.getStores().getKeyStore())) {
				throw unfit("names a bundle without a private key and its certificate", null);
			}
			if (this.clientAuth != ClientAuth.NONE && bundle.getStores().getTrustStore() == null) {
				// the JDK would take a certificate of any public authority
				throw unfit("names a bundle without a truststore, and chat.tls.client-auth needs one", null);
			}
			checkKeys(bundle);
			warnOfDates(bundle.getStores().getKeyStore());
			return new Source(bundle.createSslContext(), bundle.getOptions());
		}
		catch (GeneralSecurityException | IllegalStateException ex) {
			throw unfit("names a bundle that cannot be used: " + ex.getMessage() + FileProblem.of(ex), ex);
		}
	}

	private static boolean hasKey(@Nullable KeyStore store) throws GeneralSecurityException {
		if (store != null) {
			for (String alias : Collections.list(store.aliases())) {
				if (store.isKeyEntry(alias)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Rejects a key that is not the one of its certificate, with which no handshake would
	 * succeed: a signature shows it.
	 */
	private void checkKeys(SslBundle bundle) throws GeneralSecurityException {
		KeyStore store = Objects.requireNonNull(bundle.getStores().getKeyStore());
		String password = (bundle.getKey().getPassword() != null) ? bundle.getKey().getPassword()
				: bundle.getStores().getKeyStorePassword();
		for (String alias : Collections.list(store.aliases())) {
			if (store.isKeyEntry(alias)
					&& store.getKey(alias, (password != null) ? password.toCharArray() : null) instanceof PrivateKey key
					&& !isPair(key, store.getCertificate(alias).getPublicKey())) {
				throw unfit("names a bundle whose private key does not belong to its certificate", null);
			}
		}
	}

	private static boolean isPair(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
		if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
			return false;
		}
		String algorithm = switch (privateKey.getAlgorithm()) {
			case "RSA" -> "SHA256withRSA";
			case "EC" -> "SHA256withECDSA";
			case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
			default -> null;
		};
		if (algorithm == null) {
			return true;
		}
		Signature signature = Signature.getInstance(algorithm);
		signature.initSign(privateKey);
		signature.update(new byte[] { 1 });
		byte[] signed = signature.sign();
		signature.initVerify(publicKey);
		signature.update(new byte[] { 1 });
		return signature.verify(signed);
	}

	/**
	 * Logs which certificates are not valid today. The service starts with them, but
	 * clients refuse them.
	 */
	private void warnOfDates(@Nullable KeyStore store) throws GeneralSecurityException {
		if (store == null) {
			return;
		}
		for (String alias : Collections.list(store.aliases())) {
			Certificate[] chain = store.getCertificateChain(alias);
			for (Certificate certificate : (chain != null) ? chain : new Certificate[0]) {
				if (certificate instanceof X509Certificate dated) {
					warnOfDates(dated);
				}
			}
		}
	}

	private void warnOfDates(X509Certificate certificate) {
		try {
			certificate.checkValidity();
		}
		catch (CertificateExpiredException ex) {
			logger.warn("Bundle {}: its certificate for {} expired at {}; clients refuse it", this.bundleName,
					certificate.getSubjectX500Principal(), certificate.getNotAfter().toInstant());
		}
		catch (CertificateNotYetValidException ex) {
			logger.warn("Bundle {}: its certificate for {} is not valid before {}; clients refuse it", this.bundleName,
					certificate.getSubjectX500Principal(), certificate.getNotBefore().toInstant());
		}
	}

	private SettingException unfit(String problem, @Nullable Exception cause) {
		return new SettingException("chat.tls.bundle", this.bundleName, problem, cause);
	}

	private record Source(SSLContext context, SslOptions options) {
	}

}
