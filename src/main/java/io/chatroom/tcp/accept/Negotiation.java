package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;

import io.chatroom.protocol.GatewayKey;
import io.chatroom.protocol.TextLines;
import io.chatroom.tcp.count.ConnectionAccounting;
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
 * handshake of a TLS endpoint. Used on the reader's thread, except {@link #client()} and
 * {@link #address()}.
 */
public final class Negotiation {

	private final Accepted accepted;

	private final Transport transport;

	private final InputWaiter waiter;

	private final ProxySettings proxies;

	private final RejectionLog log;

	private final ConnectionAccounting accounting;

	private final NanoClock clock;

	private final InetAddress peer;

	/** Set by the reader's thread; any thread reads it. */
	private volatile @Nullable Negotiated client;

	/**
	 * Creates the negotiation of one connection.
	 * @param transport the connection's transport, made for its endpoint
	 * @param waiter waits for the connection's socket
	 * @param log counts and logs a rejection
	 * @param accounting counts and logs a connection that begins or ends meanwhile
	 * @param clock measures the timeouts
	 */
	public Negotiation(Accepted accepted, Transport transport, InputWaiter waiter, ProxySettings proxies,
			RejectionLog log, ConnectionAccounting accounting, NanoClock clock) {
		this.accepted = accepted;
		this.transport = transport;
		this.waiter = waiter;
		this.proxies = proxies;
		this.log = log;
		this.accounting = accounting;
		this.clock = clock;
		this.peer = accepted.address();
	}

	/**
	 * Waits until all of it is done.
	 * @throws IOException when the connection is rejected or lost
	 */
	public void negotiate() throws IOException {
		Negotiated negotiated = secured(plain());
		if (negotiated.isCheck()) {
			this.accounting.proxyChecks();
		}
		this.client = negotiated;
		if (negotiated.isSecured()) {
			// a handshake is expensive, so it counts even without a byte
			this.accounting.begin();
		}
	}

	private Negotiated plain() throws IOException {
		GatewayKey gateway = this.accepted.endpoint().gateway();
		return (gateway != null || this.proxies.isProxy(this.peer)) ? behindProxy(gateway)
				: new Negotiated(this.peer, false, false, this.peer.isLoopbackAddress(), null, null);
	}

	private Negotiated secured(Negotiated plain) throws IOException {
		TlsSettings tls = this.accepted.endpoint().tls();
		if (!(this.transport instanceof TlsTransport secure) || tls == null) {
			return plain;
		}
		secure(secure, tls, plain.address());
		return new Negotiated(plain.address(), plain.isCheck(), true, true, secure.peerFingerprint(), plain.account());
	}

	/**
	 * Returns what is known of the client; null until all of it is done. Any thread.
	 */
	public @Nullable Negotiated client() {
		return this.client;
	}

	/**
	 * Returns the client's address, that of its peer until all of it is done. Any thread.
	 */
	public InetAddress address() {
		Negotiated known = this.client;
		return (known != null) ? known.address() : this.peer;
	}

	private Negotiated behindProxy(@Nullable GatewayKey gateway) throws IOException {
		ProxyHeader header = readHeader(gateway);
		InetAddress source = (header.source() != null) ? header.source().getAddress() : null;
		InetAddress client = (source != null) ? source : this.peer;
		admit(client);
		// a client without an address may be anywhere
		boolean isLocal = this.peer.isLoopbackAddress() && source != null && source.isLoopbackAddress();
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

	private ProxyHeader readHeader(@Nullable GatewayKey gateway) throws IOException {
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
			this.log.rejected(RejectionReason.PROXY_HEADER, this.peer);
			throw ex;
		}
		catch (IOException ex) {
			endEmptyUnless(reader.hasBegun());
			throw ex;
		}
	}

	private void secure(TlsTransport secure, TlsSettings settings, InetAddress client) throws IOException {
		long deadline = this.clock.nanoTime() + settings.handshakeTimeout().toNanos();
		try {
			secure.handshake(this.clock, this.waiter::await, deadline);
		}
		catch (TlsHandshakeException ex) {
			if (ex.reason() == TlsHandshakeException.Reason.BROKEN_OFF && !secure.hasBegun()) {
				this.accounting.endEmpty();
			}
			else {
				reject(ex.reason(), secure.hasBegun(), client);
			}
			throw ex;
		}
		catch (IOException ex) {
			endEmptyUnless(secure.hasBegun());
			throw ex;
		}
	}

	private void endEmptyUnless(boolean hasBegun) {
		if (!hasBegun) {
			this.accounting.endEmpty();
		}
	}

	private void reject(TlsHandshakeException.Reason reason, boolean hasBegun, InetAddress client) throws IOException {
		if (reason == TlsHandshakeException.Reason.PROXY_HEADER) {
			this.log.rejectedHeader(client);
			return;
		}
		this.log.rejected(RejectionReason.TLS_HANDSHAKE, client);
		// a plain client waits for the greeting, and may never send the first byte
		boolean silent = reason == TlsHandshakeException.Reason.TIMED_OUT && !hasBegun;
		if (silent || reason == TlsHandshakeException.Reason.NOT_TLS) {
			Accepted.sendLast(this.accepted.channel(), TextLines.NOT_TLS);
		}
	}

}
