package io.chatroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that refuses connections, until a server that is given it
 * listens on it. It is bound all the time, so that nobody else gets it.
 */
public final class ClosedPort implements AutoCloseable {

	private final Socket socket = new Socket();

	/**
	 * Takes any port.
	 */
	public ClosedPort() throws IOException {
		// lets a server bind it, too
		this.socket.setReuseAddress(true);
		this.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/**
	 * Returns the number of the port.
	 */
	public int number() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
