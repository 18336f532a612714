package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.chatroom.tcp.socket.NanoClock;

/**
 * The service with a port for TLS, for a test; its certificate is of
 * {@link TestAuthority#shared()}.
 */
public final class TlsServer implements AutoCloseable {

	private static final TestAuthority AUTHORITY = TestAuthority.shared();

	private final ChatServer server;

	private TlsServer(ChatServer server) {
		this.server = server;
	}

	public static TlsServer start(String... settings) {
		return start(AUTHORITY.certificate("localhost"), AUTHORITY.key("localhost"), settings);
	}

	/**
	 * Starts one whose limits and deadlines go by a clock of the test's.
	 */
	public static TlsServer start(NanoClock clock, String... settings) {
		return start(clock, AUTHORITY.certificate("localhost"), AUTHORITY.key("localhost"), settings);
	}

	public static TlsServer start(Path certificate, Path key, String... settings) {
		return start(NanoClock.SYSTEM, certificate, key, settings);
	}

	private static TlsServer start(NanoClock clock, Path certificate, Path key, String... settings) {
		return new TlsServer(ChatServer.start(clock, withTls(certificate, key, settings)));
	}

	/**
	 * Starts the whole service.
	 */
	public static TlsServer startWithHttp(String... settings) {
		return new TlsServer(ChatServer
			.startWithHttp(withTls(AUTHORITY.certificate("localhost"), AUTHORITY.key("localhost"), settings)));
	}

	private static String[] withTls(Path certificate, Path key, String... settings) {
		List<String> all = new ArrayList<>(List.of("chat.tls.bundle=web", "chat.tls.port=0",
				"spring.ssl.bundle.pem.web.keystore.certificate=" + certificate,
				"spring.ssl.bundle.pem.web.keystore.private-key=" + key));
		all.addAll(List.of(settings));
		return all.toArray(String[]::new);
	}

	/**
	 * Lends one with the default settings, see {@link ChatServer#lend}.
	 */
	public static TlsServer lend() {
		return new TlsServer(ChatServer.lend(withTls(AUTHORITY.certificate("localhost"), AUTHORITY.key("localhost"))));
	}

	public ChatServer chat() {
		return this.server;
	}

	public int port() {
		return this.server.tlsPort();
	}

	/**
	 * Connects, and is let in under a name.
	 */
	public TestClient join(String name) {
		return ChatServer.join(connect(), name);
	}

	public TestClient connect(String... protocols) {
		return TestClient.over(shakeHands(AUTHORITY.context(null), 0, protocols));
	}

	/**
	 * Shakes hands.
	 * @param context who the client trusts, and who it is
	 * @param receiveBuffer in bytes, 0 for the system's own
	 * @param protocols what it speaks, nothing for all that it can
	 */
	public SSLSocket shakeHands(SSLContext context, int receiveBuffer, String... protocols) {
		try {
			Socket socket = new Socket();
			if (receiveBuffer > 0) {
				socket.setReceiveBufferSize(receiveBuffer);
			}
			socket.setTcpNoDelay(true);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
			return shakeHands(socket, context, protocols);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static SSLSocket shakeHands(Socket socket, SSLContext context, String... protocols) throws IOException {
		SSLSocket tls = (SSLSocket) context.getSocketFactory()
			.createSocket(socket, "localhost", socket.getPort(), true);
		if (protocols.length > 0) {
			tls.setEnabledProtocols(protocols);
		}
		tls.startHandshake();
		return tls;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
