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
 * Speaks TLS with a server whose certificate is right: of an authority that is trusted,
 * for its host, and of today.
 */
final class TlsClient {

	private static final int HANDSHAKE_TIMEOUT_MILLIS = 10_000;

	private final SSLContext context;

	/**
	 * Creates a client.
	 * @throws TlsException when a file is not what it should be
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
	 * Shakes hands over a socket that is connected.
	 * @throws TlsException when that comes to nothing
	 */
	Socket over(Socket socket, HostAndPort server) throws TlsException {
		try {
			SSLSocket tls = (SSLSocket) this.context.getSocketFactory()
				.createSocket(socket, server.host(), server.port(), true);
			SSLParameters parameters = tls.getSSLParameters();
			// which is to check that the certificate is for that host
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			tls.setSSLParameters(parameters);
			tls.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
			tls.startHandshake();
			// of one that is trusted itself nobody has looked at the dates
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
	 * Returns a store in memory.
	 */
	static KeyStore emptyStore() throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			return store;
		}
		catch (IOException ex) {
			// there is nothing that it would read
			throw new UncheckedIOException(ex);
		}
	}

}
