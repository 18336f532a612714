package io.chatroom.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import io.chatroom.protocol.KeepAlive;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one server. If its host has several addresses, each connection
 * begins with the address after the last one tried. Used by one thread at a time.
 */
final class Dial {

	private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

	private final HostAndPort server;

	private final @Nullable TlsClient tls;

	private final Resolver resolver;

	private @Nullable InetAddress last;

	/**
	 * Creates a dial.
	 * @param tls how to start TLS, null for a connection without TLS
	 */
	Dial(HostAndPort server, @Nullable TlsClient tls) {
		this(server, tls, InetAddress::getAllByName);
	}

	Dial(HostAndPort server, @Nullable TlsClient tls, Resolver resolver) {
		this.server = server;
		this.tls = tls;
		this.resolver = resolver;
	}

	/**
	 * Connects to the first address that greets.
	 * @throws IOException with a complete message about the last address, if none greets
	 */
	Greeted connect() throws IOException {
		Iterator<InetAddress> addresses = addresses().iterator();
		while (true) {
			InetAddress address = addresses.next();
			this.last = address;
			try {
				return connect(address);
			}
			catch (IOException ex) {
				if (!addresses.hasNext()) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Connects once more to the address of the last connection.
	 */
	Greeted again() throws IOException {
		return connect(Objects.requireNonNull(this.last));
	}

	private List<InetAddress> addresses() throws UnreachableException {
		try {
			List<InetAddress> addresses = new ArrayList<>(List.of(this.resolver.resolve(this.server.host())));
			Collections.rotate(addresses, -1 - addresses.indexOf(this.last));
			return addresses;
		}
		catch (UnknownHostException ex) {
			throw new UnreachableException(this.server, ex, false);
		}
	}

	private Greeted connect(InetAddress address) throws IOException {
		Socket carrier = open(address);
		try {
			ServerConnection connection = new ServerConnection(carrier,
					(this.tls != null) ? this.tls.over(carrier, this.server) : carrier);
			return new Greeted(this.server, connection, Greeting.of(connection, this.server));
		}
		catch (TlsException ex) {
			carrier.close();
			throw ex;
		}
		catch (IOException ex) {
			carrier.close();
			throw new UnreachableException(this.server, ex, true);
		}
	}

	Socket open(InetAddress address) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(new InetSocketAddress(address, this.server.port()), CONNECT_TIMEOUT_MILLIS);
			socket.setTcpNoDelay(true);
			KeepAlive.set(socket);
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw new UnreachableException(this.server, ex, false);
		}
	}

	@Override
	public String toString() {
		return this.server.toString();
	}

	/** Finds the addresses of a host. */
	@FunctionalInterface
	interface Resolver {

		InetAddress[] resolve(String host) throws UnknownHostException;

	}

}
