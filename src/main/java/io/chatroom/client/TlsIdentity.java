package io.chatroom.client;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The client certificate and its private key.
 *
 * @param certificate a PEM file with the certificate and its intermediate certificates
 * @param key a PEM file with the private key
 */
record TlsIdentity(Path certificate, Path key) {

	/**
	 * Reads both files.
	 * @throws TlsException if a file is invalid, or the key does not match the
	 * certificate
	 */
	KeyManager[] keyManagers() throws TlsException, GeneralSecurityException {
		List<X509Certificate> chain = new PemFile(this.certificate).certificates();
		X509Certificate own = chain.getFirst();
		checkTime(own);
		PrivateKey privateKey = new PemFile(this.key).key(own.getPublicKey().getAlgorithm());
		if (!belongTogether(privateKey, own.getPublicKey())) {
			throw new TlsException(String.format(Locale.ROOT, "The key in %s does not match the certificate in %s.",
					this.key, this.certificate), null);
		}
		KeyStore store = TlsClient.emptyStore();
		store.setKeyEntry("own", privateKey, new char[0], chain.toArray(X509Certificate[]::new));
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(store, new char[0]);
		return factory.getKeyManagers();
	}

	private void checkTime(X509Certificate own) throws TlsException {
		try {
			own.checkValidity();
		}
		catch (CertificateExpiredException ex) {
			throw new TlsException(String.format(Locale.ROOT, "The certificate in %s has expired.", this.certificate),
					ex);
		}
		catch (CertificateNotYetValidException ex) {
			throw new TlsException(
					String.format(Locale.ROOT, "The certificate in %s is not valid yet.", this.certificate), ex);
		}
	}

	private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
		Signature signature = Signature.getInstance(switch (publicKey.getAlgorithm()) {
			case "RSA" -> "SHA256withRSA";
			case "EC" -> "SHA256withECDSA";
			default -> publicKey.getAlgorithm();
		});
		signature.initSign(privateKey);
		byte[] signed = signature.sign();
		signature.initVerify(publicKey);
		return signature.verify(signed);
	}

}
