package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;

/**
 * What a connection has to do before it takes part: say for whom it has come, when it is
 * a proxy's. Used on the reader's thread.
 */
final class Entrance {

	private final SocketChannel channel;

	private final Readiness readiness;

	private final ProxySettings proxies;

	private final TcpCounters counters;

	Entrance(SocketChannel channel, Readiness readiness, ChatConnectionFactory factory) {
		this.channel = channel;
		this.readiness = readiness;
		this.proxies = factory.settings().proxies();
		this.counters = factory.counters();
	}

	/**
	 * Waits until all of that is done.
	 * @param address where the connection comes from
	 * @return the client's own address
	 * @throws IOException when it is not let in
	 */
	InetAddress pass(InetAddress address) throws IOException {
		return this.proxies.isProxy(address) ? readSource(address) : address;
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
