package io.chatroom.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

import io.chatroom.protocol.KeepAlive;
import io.chatroom.tcp.accept.Accepted;
import io.chatroom.tcp.accept.Acceptor;
import io.chatroom.tcp.accept.AdmissionSettings;
import io.chatroom.tcp.accept.Bans;
import io.chatroom.tcp.accept.Endpoint;
import io.chatroom.tcp.accept.EndpointException;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.socket.NanoClock;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.ip.tcp.connection.AbstractServerConnectionFactory;
import org.springframework.integration.ip.tcp.connection.TcpConnectionSupport;
import org.springframework.integration.ip.tcp.connection.TcpSender;

/**
 * Spring Integration's server connection factory, with an {@link Acceptor} of its own and
 * {@link ChatConnection}s. Any thread.
 */
public final class ChatConnectionFactory extends AbstractServerConnectionFactory implements SmartLifecycle {

	private final SharedParts parts;

	private final ConnectedClients clients = new ConnectedClients(this.connections);

	private final RoomConnections rooms;

	private final Acceptor acceptor;

	/**
	 * Creates a factory without an open endpoint.
	 * @param settings the settings of all its connections
	 * @param clock the time for the limits and deadlines of clients
	 */
	public ChatConnectionFactory(TcpSettings settings, NanoClock clock) {
		super(0);
		this.parts = SharedParts.of(settings, clock);
		this.rooms = new RoomConnections(this.parts.fanOut(), this::getSenders);
		this.acceptor = new Acceptor(this.parts.rejectionLog(), clock);
	}

	/**
	 * Opens the endpoints. Connections wait in the kernel's queue until the factory is
	 * started.
	 * @param endpoints at least one
	 * @param admission who is admitted
	 * @param bans who is not, whatever the settings say
	 * @throws IOException when opening one fails, as {@link EndpointException}; then all
	 * are closed
	 */
	public void open(List<Endpoint> endpoints, AdmissionSettings admission, Bans bans) throws IOException {
		this.acceptor.open(endpoints, admission, bans);
	}

	/**
	 * Returns the open endpoints with the addresses and ports that they have, in the
	 * order in which they were given.
	 */
	public List<Endpoint> endpoints() {
		return this.acceptor.endpoints();
	}

	/**
	 * Waits until all that was sent is written to the clients that take it.
	 * @param longest how long at most
	 */
	public void awaitWritten(Duration longest) throws InterruptedException {
		this.parts.fanOut().awaitWritten(longest);
	}

	/**
	 * Returns where the web gateway connects, or null while that is not open.
	 */
	public @Nullable InetSocketAddress gatewayAddress() {
		return isClosed() ? null : firstAddress((endpoint) -> endpoint.gateway() != null);
	}

	/**
	 * Returns the first address of the first endpoint.
	 * @return the address with the port, or null before an endpoint was opened
	 */
	@Override
	public @Nullable InetSocketAddress getServerSocketAddress() {
		return firstAddress((endpoint) -> true);
	}

	private @Nullable InetSocketAddress firstAddress(Predicate<Endpoint> kind) {
		return endpoints().stream()
			.filter(kind)
			.flatMap((endpoint) -> endpoint.socketAddresses().stream())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the port of the first endpoint, 0 before it was opened.
	 */
	@Override
	public int getPort() {
		InetSocketAddress address = getServerSocketAddress();
		return (address != null) ? address.getPort() : 0;
	}

	/**
	 * Returns false, because the context would start it as soon as a bean depends on it
	 * that starts, before the application is up.
	 */
	@Override
	public boolean isAutoStartup() {
		return false;
	}

	/**
	 * Starts accepting on the endpoints.
	 * @throws IllegalStateException when none was opened
	 */
	@Override
	public void start() {
		if (endpoints().isEmpty()) {
			throw new IllegalStateException("open() was not called");
		}
		this.parts.fanOut().start();
		this.parts.poller().start();
		super.start();
	}

	/**
	 * Accepts connections until {@link #refuse()}. Called by the superclass on the task
	 * executor, whose threads are named as readers.
	 */
	@Override
	public void run() {
		Thread.currentThread().setName("chat-acceptor");
		setListening(true);
		publishServerListeningEvent(getPort());
		try {
			this.acceptor.acceptAll(this::connect);
		}
		catch (IOException ex) {
			this.logger.debug(ex, "Closed");
		}
		finally {
			setListening(false);
		}
	}

	private void connect(Accepted accepted) {
		setSocketAttributes(accepted.socket());
		ChatConnection connection = new ChatConnection(accepted, this, this.parts);
		boolean started = false;
		try {
			this.connections.put(connection.getConnectionId(), connection);
			initializeConnection(connection, accepted.socket());
			getTaskExecutor().execute(connection);
			started = true;
		}
		finally {
			if (!started) {
				connection.close();
			}
		}
	}

	/**
	 * Returns the clients that are connected now.
	 */
	public ConnectedClients clients() {
		return this.clients;
	}

	/**
	 * Returns the open rooms.
	 */
	public RoomConnections rooms() {
		return this.rooms;
	}

	@Override
	public void registerSender(TcpSender sender) {
		super.registerSender(sender);
		this.rooms.addTo(sender);
	}

	/**
	 * Sets the options that the service relies on. A socket whose peer has gone rejects
	 * them; its reader will see the end.
	 */
	@Override
	protected void setSocketAttributes(Socket socket) {
		try {
			socket.setTcpNoDelay(true);
			KeepAlive.set(socket);
			// half of a telnet SYNCH is sent as urgent (RFC 854)
			socket.setOOBInline(true);
		}
		catch (IOException ex) {
			this.logger.debug(ex, "Socket ended before it was set up");
		}
	}

	/**
	 * Forgets a connection that was closed.
	 */
	void closed(ChatConnection connection) {
		this.connections.remove(connection.getConnectionId());
	}

	/**
	 * Closes a connection. The superclass would do so, and publish the event, under a
	 * lock of its own.
	 * @param connectionId the connection
	 * @return whether it was open
	 */
	@Override
	public boolean closeConnection(String connectionId) {
		TcpConnectionSupport connection = this.connections.get(connectionId);
		if (connection != null) {
			connection.close();
		}
		return connection != null;
	}

	/**
	 * Accepts no more connections. Open connections stay open.
	 * @throws UncheckedIOException when closing a listening socket fails
	 */
	public void refuse() {
		try {
			this.acceptor.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until what is queued for all connections is written. Each must have been sent
	 * {@link Outbound.Close}.
	 * @param timeout how long to wait at most
	 * @return the number of connections with lines that were not written
	 */
	public long drain(Duration timeout) {
		// not by the clock of the limits: a stop must end where a test's clock does not
		// move
		return new Drain(this.clients.all().toList(), NanoClock.SYSTEM).await(timeout);
	}

	@Override
	public void stop() {
		refuse();
		// nothing is started any more; the superclass would close them under its lock
		setActive(false);
		this.clients.all().forEach(ChatConnection::close);
		super.stop();
		this.parts.poller().stop();
		this.parts.fanOut().stop();
	}

	/**
	 * Returns whether a client that connects now is accepted.
	 */
	public boolean isAccepting() {
		return this.acceptor.isAccepting() && isListening() && this.parts.fanOut().isRunning();
	}

	/**
	 * Wakes the acceptor, the poller and the writers one after another, and waits until
	 * each has responded.
	 * @param timeout how long to wait at most for all together
	 * @return {@code acceptor}, {@code poller} or {@code writer}, the first that did not
	 * respond in time, or null
	 */
	public @Nullable String findStuckPart(Duration timeout) {
		// by the time in which the threads run, whatever the clock of the limits says
		NanoClock now = NanoClock.SYSTEM;
		long deadline = now.nanoTime() + timeout.toNanos();
		if (!this.acceptor.heartbeat().responds(deadline, now)) {
			return "acceptor";
		}
		if (!this.parts.poller().heartbeat().responds(deadline, now)) {
			return "poller";
		}
		return this.parts.fanOut().responds(deadline, now) ? null : "writer";
	}

	/**
	 * Returns whether it accepts no more connections.
	 */
	boolean isClosed() {
		return !this.acceptor.isOpen();
	}

	/**
	 * Returns the maximum number of open connections, 0 before an endpoint was opened.
	 */
	public int connectionLimit() {
		return this.acceptor.maxConnections();
	}

	/**
	 * Reports how long each line took from its reader to the last socket, full sockets
	 * excluded.
	 * @param listener takes nanoseconds, on a thread that must not wait
	 */
	public void onDelivery(LongConsumer listener) {
		this.parts.fanOut().onDelivered(listener);
	}

	/**
	 * Returns the counters of the transport.
	 */
	public TcpCounters counters() {
		return this.parts.counters();
	}

	SharedParts parts() {
		return this.parts;
	}

}
