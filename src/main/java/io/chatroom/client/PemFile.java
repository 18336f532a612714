package io.chatroom.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM file with certificates or a private key (RFC 7468).
 */
record PemFile(Path path) {

	private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

	/**
	 * Reads the certificates, at least one.
	 * @throws TlsException if the file has none
	 */
	List<X509Certificate> certificates() throws TlsException {
		byte[] bytes = bytes();
		try {
			List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(bytes))
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			if (certificates.isEmpty()) {
				throw new CertificateException("it is empty");
			}
			return certificates;
		}
		catch (CertificateException ex) {
			throw new TlsException(
					String.format(Locale.ROOT, "Cannot read certificates from %s: %s.", this.path, ex.getMessage()),
					ex);
		}
	}

	/**
	 * Reads the private key.
	 * @param algorithm the algorithm of the key, such as {@code EC}
	 * @throws TlsException if the file has no key, or a key for another algorithm
	 */
	PrivateKey key(String algorithm) throws TlsException {
		Matcher key = KEY.matcher(new String(bytes(), StandardCharsets.ISO_8859_1));
		if (!key.find()) {
			throw new TlsException(String.format(Locale.ROOT, "There is no private key in %s.", this.path), null);
		}
		if (!key.group(1).isEmpty()) {
			throw new TlsException(String.format(Locale.ROOT,
					"The key in %s is encrypted or not in PKCS #8 form. Convert it with openssl pkey -in %s.",
					this.path, this.path), null);
		}
		try {
			return KeyFactory.getInstance(algorithm)
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(2))));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new TlsException(String.format(Locale.ROOT, "Cannot read the %s key from %s.", algorithm, this.path),
					ex);
		}
	}

	private byte[] bytes() throws TlsException {
		try {
			return Files.readAllBytes(this.path);
		}
		catch (NoSuchFileException ex) {
			throw new TlsException(String.format(Locale.ROOT, "There is no file %s.", this.path), ex);
		}
		catch (IOException ex) {
			throw new TlsException(String.format(Locale.ROOT, "%s cannot be read: %s.", this.path, ex.getMessage()),
					ex);
		}
	}

}
