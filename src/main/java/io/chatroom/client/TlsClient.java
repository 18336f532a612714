package io.chatroom.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import io.chatroom.client.ConnectArguments.TlsFiles;

/**
 * Starts TLS with a server, and checks that its certificate is issued by a trusted CA,
 * matches the host name, and has not expired.
 */
final class TlsClient {

	private static final int HANDSHAKE_TIMEOUT_MILLIS = 10_000;

	private final SSLContext context;

	/**
	 * Creates a client.
	 * @throws TlsException if a file is invalid
	 */
	TlsClient(TlsFiles files) throws TlsException {
		Path authorities = files.authorities();
		Path certificate = files.certificate();
		Path key = files.key();
		try {
			this.context = SSLContext.getInstance("TLS");
			this.context.init(
					(certificate != null && key != null) ? new TlsIdentity(certificate, key).keyManagers() : null,
					(authorities != null) ? trusting(authorities) : null, null);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Performs the TLS handshake over a connected socket.
	 * @throws TlsException if the handshake fails
	 */
	Socket over(Socket socket, HostAndPort server) throws TlsException {
		try {
			SSLSocket tls = (SSLSocket) this.context.getSocketFactory()
				.createSocket(socket, server.host(), server.port(), true);
			SSLParameters parameters = tls.getSSLParameters();
			// enables the check of the host name
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			tls.setSSLParameters(parameters);
			tls.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
			tls.startHandshake();
			// Java does not check the dates of a certificate that is itself in the trust
			// store
			((X509Certificate) tls.getSession().getPeerCertificates()[0]).checkValidity();
			tls.setSoTimeout(0);
			return tls;
		}
		catch (IOException | CertificateException ex) {
			throw TlsException.of(server, ex);
		}
	}

	private static TrustManager[] trusting(Path authorities) throws GeneralSecurityException, TlsException {
		KeyStore trusted = emptyStore();
		for (Certificate authority : new PemFile(authorities).certificates()) {
			trusted.setCertificateEntry("ca" + trusted.size(), authority);
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted);
		return factory.getTrustManagers();
	}

	/**
	 * Returns an empty key store in memory.
	 */
	static KeyStore emptyStore() throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			return store;
		}
		catch (IOException ex) {
			// cannot happen: nothing is read
			throw new UncheckedIOException(ex);
		}
	}

}
