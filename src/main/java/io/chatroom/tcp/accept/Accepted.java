package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.socket.PlainTransport;
import io.chatroom.tcp.socket.Transport;
import io.chatroom.tcp.tls.TlsSettings;
import io.chatroom.tcp.tls.TlsTransport;

/**
 * A connection that was accepted and admitted. Any thread.
 *
 * @param channel its channel, in non-blocking mode
 * @param endpoint where it was accepted
 * @param permit counts it, until it is closed
 */
public record Accepted(SocketChannel channel, Endpoint endpoint, Admission.Permit permit) implements AutoCloseable {

	/** An HTTP request or a TLS hello that came before the last line was sent. */
	private static final int UNREAD_BYTES = 4096;

	/**
	 * Returns the channel's socket.
	 */
	public Socket socket() {
		return this.channel.socket();
	}

	/**
	 * Returns the address of the peer, which may be a proxy.
	 */
	public InetAddress address() {
		return socket().getInetAddress();
	}

	/**
	 * Creates the transport that its endpoint needs. A TLS transport has not shaken hands
	 * yet.
	 */
	public Transport createTransport() {
		PlainTransport plain = new PlainTransport(this.channel);
		TlsSettings tls = this.endpoint.tls();
		return (tls != null) ? new TlsTransport(plain, tls.engines().get()) : plain;
	}

	/**
	 * Sends one line to a peer that is rejected, and ends the output. It never waits.
	 * What the peer has sent is read, because closing would reset the connection
	 * otherwise, and the peer would lose the line.
	 * @param channel a channel in non-blocking mode, to be closed next
	 * @param line the line, without its end
	 * @throws IOException when the connection is lost
	 */
	static void sendLast(SocketChannel channel, String line) throws IOException {
		channel.write(ByteBuffer.wrap(Lines.encode(line)));
		channel.shutdownOutput();
		channel.read(ByteBuffer.allocate(UNREAD_BYTES));
	}

	/**
	 * Closes the channel and gives the permit back.
	 */
	@Override
	public void close() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			this.permit.close();
		}
	}

}
