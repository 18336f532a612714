package io.chatroom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that refuses connections. It is bound, so that nobody else gets
 * it, and nobody listens on it.
 */
public final class ClosedPort implements AutoCloseable {

	private final Socket socket = new Socket();

	/**
	 * Takes any port.
	 */
	public ClosedPort() throws IOException {
		this.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/**
	 * Returns the number of the port.
	 */
	public int number() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
