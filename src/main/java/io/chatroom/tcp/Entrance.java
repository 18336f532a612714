package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * What a connection has to do before it takes part: say for whom it has come, when it is
 * a proxy's, and shake hands, where it came for TLS. Used on the reader's thread.
 */
final class Entrance {

	private final SocketChannel channel;

	private final Transport transport;

	private final Readiness readiness;

	private final ProxySettings proxies;

	private final @Nullable TlsSettings tls;

	private final TcpCounters counters;

	Entrance(SocketChannel channel, Transport transport, Readiness readiness, ChatConnectionFactory factory) {
		this.channel = channel;
		this.transport = transport;
		this.readiness = readiness;
		this.proxies = factory.settings().proxies();
		this.tls = factory.tls();
		this.counters = factory.counters();
	}

	/**
	 * Waits until all of that is done.
	 * @param address where the connection comes from
	 * @return the client's own address
	 * @throws IOException when it is not let in
	 */
	InetAddress pass(InetAddress address) throws IOException {
		InetAddress client = this.proxies.isProxy(address) ? readSource(address) : address;
		if (this.transport instanceof TlsTransport secure && this.tls != null) {
			shakeHands(secure, this.tls);
		}
		return client;
	}

	private void shakeHands(TlsTransport secure, TlsSettings settings) throws IOException {
		try {
			secure.handshake(this.readiness::await, System.nanoTime() + settings.handshakeTimeout().toNanos());
		}
		catch (TlsHandshakeException ex) {
			this.counters.rejections(Rejection.TLS_HANDSHAKE).increment();
			if (ex.reason() == TlsHandshakeException.Reason.NOT_TLS) {
				this.channel.write(ByteBuffer.wrap(Lines.encode(settings.notTls())));
				this.channel.shutdownOutput();
			}
			throw ex;
		}
	}

	private InetAddress readSource(InetAddress proxy) throws IOException {
		long deadline = System.nanoTime() + this.proxies.headerTimeout().toNanos();
		ProxyHeaderReader reader = new ProxyHeaderReader();
		try {
			ProxyHeader header = reader.read(this.channel);
			while (header == null) {
				if (System.nanoTime() - deadline >= 0) {
					throw new ProxyHeaderException("The PROXY header is late");
				}
				this.readiness.await(deadline);
				header = reader.read(this.channel);
			}
			return (header.source() != null) ? header.source().getAddress() : proxy;
		}
		catch (ProxyHeaderException ex) {
			this.counters.rejections(Rejection.PROXY_HEADER).increment();
			throw ex;
		}
	}

}
