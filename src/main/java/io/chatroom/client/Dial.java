package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Connects to a server, as often as that is needed.
 *
 * @param server where it is
 * @param tls how TLS is spoken, null to speak without
 */
record Dial(HostAndPort server, @Nullable TlsClient tls) {

	private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

	ServerConnection connect() throws IOException {
		Socket carrier = open();
		try {
			return new ServerConnection(carrier, (this.tls != null) ? this.tls.over(carrier, this.server) : carrier);
		}
		catch (IOException ex) {
			carrier.close();
			throw ex;
		}
	}

	private Socket open() throws IOException {
		IOException failure = new UnknownHostException(this.server.host());
		for (InetAddress address : InetAddress.getAllByName(this.server.host())) {
			Socket socket = new Socket();
			try {
				socket.connect(new InetSocketAddress(address, this.server.port()), CONNECT_TIMEOUT_MILLIS);
				socket.setTcpNoDelay(true);
				socket.setKeepAlive(true);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				failure = ex;
			}
		}
		throw failure;
	}

}
