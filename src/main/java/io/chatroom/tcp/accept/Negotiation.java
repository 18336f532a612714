package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;

import io.chatroom.protocol.GatewayKey;
import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.PlainTransport;
import io.chatroom.tcp.socket.Transport;
import io.chatroom.tcp.tls.TlsHandshakeException;
import io.chatroom.tcp.tls.TlsSettings;
import io.chatroom.tcp.tls.TlsTransport;
import org.jspecify.annotations.Nullable;

/**
 * What comes before the first line: the PROXY header of a trusted proxy, then the TLS
 * handshake of a TLS endpoint. Used on the reader's thread.
 */
public final class Negotiation {

	private final Accepted accepted;

	private final Transport transport;

	private final InputWaiter waiter;

	private final ProxySettings proxies;

	private final RejectionLog log;

	private final NanoClock clock;

	private boolean empty;

	/**
	 * Creates the negotiation of one connection.
	 * @param transport the connection's transport, made for its endpoint
	 * @param waiter waits for the connection's socket
	 * @param log counts and logs a rejection
	 * @param clock measures the timeouts
	 */
	public Negotiation(Accepted accepted, Transport transport, InputWaiter waiter, ProxySettings proxies,
			RejectionLog log, NanoClock clock) {
		this.accepted = accepted;
		this.transport = transport;
		this.waiter = waiter;
		this.proxies = proxies;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Waits until all of it is done.
	 * @throws IOException when the connection is rejected or lost, see {@link #isEmpty}
	 */
	public Negotiated negotiate() throws IOException {
		InetAddress peer = this.accepted.address();
		GatewayKey gateway = this.accepted.endpoint().gateway();
		Negotiated plain = (gateway != null || this.proxies.isProxy(peer)) ? behindProxy(peer, gateway)
				: new Negotiated(peer, false, false, peer.isLoopbackAddress(), null, null);
		TlsSettings tls = this.accepted.endpoint().tls();
		if (!(this.transport instanceof TlsTransport secure) || tls == null) {
			return plain;
		}
		secure(secure, tls, plain.address());
		return new Negotiated(plain.address(), plain.isCheck(), true, true, secure.peerFingerprint(), plain.account());
	}

	/**
	 * Returns whether the peer ended the connection before its first byte, as programs do
	 * that check whether a port is open.
	 */
	public boolean isEmpty() {
		return this.empty;
	}

	private Negotiated behindProxy(InetAddress proxy, @Nullable GatewayKey gateway) throws IOException {
		ProxyHeader header = readHeader(proxy, gateway);
		InetAddress source = (header.source() != null) ? header.source().getAddress() : null;
		InetAddress client = (source != null) ? source : proxy;
		admit(client);
		// a client without an address may be anywhere
		boolean isLocal = proxy.isLoopbackAddress() && source != null && source.isLoopbackAddress();
		return new Negotiated(client, header.isCheck(), false, header.isTls() || isLocal, null,
				(gateway != null) ? header.account() : null);
	}

	private void admit(InetAddress client) throws IOException {
		Admission.Rejected rejected = this.accepted.permit().moveTo(client);
		if (rejected != null) {
			this.log.rejected(rejected.reason(), client);
			if (rejected.lastWords() != null && this.transport instanceof PlainTransport) {
				Accepted.sendLast(this.accepted.channel(), rejected.lastWords());
			}
			throw new IOException("The proxy's client is rejected: " + rejected.reason());
		}
	}

	private ProxyHeader readHeader(InetAddress proxy, @Nullable GatewayKey gateway) throws IOException {
		long deadline = this.clock.nanoTime() + this.proxies.headerTimeout().toNanos();
		ProxyHeaderReader reader = new ProxyHeaderReader();
		try {
			ProxyHeader header = reader.read(this.accepted.channel());
			while (header == null) {
				if (this.clock.nanoTime() - deadline >= 0) {
					throw new ProxyHeaderException("The PROXY header is late");
				}
				this.waiter.await(deadline);
				header = reader.read(this.accepted.channel());
			}
			if (gateway != null && !gateway.equals(header.key())) {
				throw new ProxyHeaderException("The PROXY header has not the key of the gateway");
			}
			return header;
		}
		catch (ProxyHeaderException ex) {
			this.log.rejected(RejectionReason.PROXY_HEADER, proxy);
			throw ex;
		}
		catch (IOException ex) {
			this.empty = !reader.hasBegun();
			throw ex;
		}
	}

	private void secure(TlsTransport secure, TlsSettings settings, InetAddress client) throws IOException {
		long deadline = this.clock.nanoTime() + settings.handshakeTimeout().toNanos();
		try {
			secure.handshake(this.clock, this.waiter::await, deadline);
		}
		catch (TlsHandshakeException ex) {
			this.empty = ex.reason() == TlsHandshakeException.Reason.BROKEN_OFF && !secure.hasBegun();
			if (!this.empty) {
				reject(ex.reason(), secure.hasBegun(), client);
			}
			throw ex;
		}
		catch (IOException ex) {
			this.empty = !secure.hasBegun();
			throw ex;
		}
	}

	private void reject(TlsHandshakeException.Reason reason, boolean hasBegun, InetAddress client) throws IOException {
		if (reason == TlsHandshakeException.Reason.PROXY_HEADER) {
			rejectHeader(client);
			return;
		}
		this.log.rejected(RejectionReason.TLS_HANDSHAKE, client);
		// a plain client waits for the greeting, and may never send the first byte
		boolean silent = reason == TlsHandshakeException.Reason.TIMED_OUT && !hasBegun;
		if (silent || reason == TlsHandshakeException.Reason.NOT_TLS) {
			Accepted.sendLast(this.accepted.channel(), TextLines.NOT_TLS);
		}
	}

	/**
	 * Counts and logs a connection that began with a PROXY header that was not expected.
	 * @param client where it came from
	 */
	public void rejectHeader(InetAddress client) {
		if (this.proxies.isProxy(client)) {
			// a second header behind the first
			this.log.rejected(RejectionReason.PROXY_HEADER, client);
		}
		else {
			this.log.rejectedHeader(client);
		}
	}

}
