package io.chatroom.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.chatroom.client.ConnectArguments.TlsFiles;
import org.jspecify.annotations.Nullable;

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
		try {
			this.context = (authorities != null) ? trusting(authorities) : SSLContext.getDefault();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Shakes hands over a socket that is connected.
	 * @throws TlsException when that comes to nothing
	 */
	SSLSocket over(Socket socket, HostAndPort server) throws TlsException {
		try {
			SSLSocket tls = (SSLSocket) this.context.getSocketFactory()
				.createSocket(socket, server.host(), server.port(), true);
			SSLParameters parameters = tls.getSSLParameters();
			// which is to check that the certificate is for that host
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			tls.setSSLParameters(parameters);
			tls.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
			tls.startHandshake();
			tls.setSoTimeout(0);
			return tls;
		}
		catch (IOException ex) {
			throw TlsException.of(server, ex);
		}
	}

	private static SSLContext trusting(Path authorities) throws GeneralSecurityException, TlsException {
		try {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			for (Certificate authority : read(authorities)) {
				trusted.setCertificateEntry("ca" + trusted.size(), authority);
			}
			TrustManagerFactory trustManagers = TrustManagerFactory
				.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trustManagers.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trustManagers.getTrustManagers(), null);
			return context;
		}
		catch (NoSuchFileException ex) {
			throw new TlsException("There is no file %s.".formatted(authorities), ex);
		}
		catch (IOException | CertificateException ex) {
			throw new TlsException(
					"There are no certificates to be read in %s: %s.".formatted(authorities, ex.getMessage()), ex);
		}
	}

	private static Collection<? extends Certificate> read(Path file) throws IOException, CertificateException {
		try (InputStream in = Files.newInputStream(file)) {
			Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(in);
			if (certificates.isEmpty()) {
				throw new CertificateException("it is empty");
			}
			return certificates;
		}
	}

}
