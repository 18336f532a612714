package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.UnknownHostException;
import java.util.Map;

import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one server.
 *
 * @param server the server's host and port
 * @param tls how to start TLS, null for a connection without TLS
 */
record Dial(HostAndPort server, @Nullable TlsClient tls) {

	private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

	/**
	 * First probe after 60 s, then 4 probes 15 s apart: a client that only listens
	 * detects a broken network path within two minutes.
	 */
	private static final Map<SocketOption<Integer>, Integer> KEEPALIVE = Map.of(ExtendedSocketOptions.TCP_KEEPIDLE, 60,
			ExtendedSocketOptions.TCP_KEEPINTERVAL, 15, ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

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
				keepAlive(socket);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				failure = ex;
			}
		}
		throw failure;
	}

	private static void keepAlive(Socket socket) throws IOException {
		socket.setKeepAlive(true);
		for (Map.Entry<SocketOption<Integer>, Integer> time : KEEPALIVE.entrySet()) {
			if (socket.supportedOptions().contains(time.getKey())) {
				socket.setOption(time.getKey(), time.getValue());
			}
		}
	}

}
