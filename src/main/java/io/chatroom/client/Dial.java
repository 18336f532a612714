package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

import io.chatroom.protocol.KeepAlive;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one server.
 *
 * @param server the server's host and port
 * @param tls how to start TLS, null for a connection without TLS
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

	Socket open() throws IOException {
		IOException failure = new UnknownHostException(this.server.host());
		for (InetAddress address : InetAddress.getAllByName(this.server.host())) {
			Socket socket = new Socket();
			try {
				socket.connect(new InetSocketAddress(address, this.server.port()), CONNECT_TIMEOUT_MILLIS);
				socket.setTcpNoDelay(true);
				KeepAlive.set(socket);
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
