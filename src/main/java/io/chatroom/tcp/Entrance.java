package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
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

	private final Admission.Permit permit;

	private final ProxySettings proxies;

	private final @Nullable TlsSettings tls;

	private final DoorLog log;

	private boolean check;

	private boolean shaken;

	Entrance(SocketChannel channel, Transport transport, Readiness readiness, Admission.Permit permit,
			ChatConnectionFactory factory) {
		this.channel = channel;
		this.transport = transport;
		this.readiness = readiness;
		this.permit = permit;
		this.proxies = factory.settings().proxies();
		this.tls = factory.tls();
		this.log = factory.doorLog();
	}

	/**
	 * Waits until all of that is done.
	 * @param address where the connection comes from
	 * @return the client's own address
	 * @throws EmptyConnectionException when the peer has ended it before its first byte
	 * @throws IOException when it is not let in
	 */
	InetAddress pass(InetAddress address) throws IOException {
		InetAddress client = this.proxies.isProxy(address) ? admitSource(address) : address;
		if (this.transport instanceof TlsTransport secure && this.tls != null) {
			shakeHands(secure, this.tls, client);
			this.shaken = true;
		}
		return client;
	}

	/**
	 * Returns whether it is a proxy that has come for itself, to see whether all is well.
	 */
	boolean isCheck() {
		return this.check;
	}

	/**
	 * Returns whether it has come for TLS, and has it.
	 */
	boolean hasShakenHands() {
		return this.shaken;
	}

	private InetAddress admitSource(InetAddress proxy) throws IOException {
		InetAddress client = readSource(proxy);
		Rejection rejection = this.permit.moveTo(client);
		if (rejection != null) {
			this.log.refused(rejection, client);
			if (rejection != Rejection.DENIED && this.transport instanceof PlainTransport) {
				Farewell.say(this.channel, this.permit.lastWords());
			}
			throw new IOException("A proxy's client is not admitted: " + rejection);
		}
		return client;
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
			this.check = header.isCheck();
			return (header.source() != null) ? header.source().getAddress() : proxy;
		}
		catch (ProxyHeaderException ex) {
			this.log.refused(Rejection.PROXY_HEADER, proxy);
			throw ex;
		}
		catch (IOException ex) {
			throw reader.hasBegun() ? ex : new EmptyConnectionException(ex);
		}
	}

	private void shakeHands(TlsTransport secure, TlsSettings settings, InetAddress client) throws IOException {
		try {
			secure.handshake(this.readiness::await, System.nanoTime() + settings.handshakeTimeout().toNanos());
		}
		catch (TlsHandshakeException ex) {
			if (ex.reason() == TlsHandshakeException.Reason.BROKEN_OFF && !secure.hasBegun()) {
				throw new EmptyConnectionException(ex);
			}
			refuse(ex.reason(), secure.hasBegun(), settings, client);
			throw ex;
		}
		catch (IOException ex) {
			throw secure.hasBegun() ? ex : new EmptyConnectionException(ex);
		}
	}

	private void refuse(TlsHandshakeException.Reason reason, boolean hasBegun, TlsSettings settings, InetAddress client)
			throws IOException {
		if (reason == TlsHandshakeException.Reason.PROXY_HEADER) {
			refuseHeader(client);
			return;
		}
		this.log.refused(Rejection.TLS_HANDSHAKE, client);
		// a plain client waits for the greeting, and may never send the first byte
		boolean silent = reason == TlsHandshakeException.Reason.TIMED_OUT && !hasBegun;
		if (silent || reason == TlsHandshakeException.Reason.NOT_TLS) {
			Farewell.say(this.channel, settings.notTls());
		}
	}

	/**
	 * Counts and logs a connection that began with a PROXY header when none was expected.
	 * @param client where it came from
	 */
	void refuseHeader(InetAddress client) {
		if (this.proxies.isProxy(client)) {
			// a second header behind the first
			this.log.refused(Rejection.PROXY_HEADER, client);
		}
		else {
			this.log.refusedHeader(client);
		}
	}

}
