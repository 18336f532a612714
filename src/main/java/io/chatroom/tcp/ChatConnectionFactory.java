package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.ip.tcp.connection.TcpConnection;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;
import org.springframework.integration.ip.tcp.connection.TcpSender;

/**
 * Spring Integration's server connection factory, with a {@link Door} for its listening
 * socket, and with {@link ChatConnection}s.
 */
public final class ChatConnectionFactory extends TcpNetServerConnectionFactory implements SmartLifecycle {

	private final TcpSettings settings;

	private final NanoClock clock;

	private final TcpCounters counters = new TcpCounters();

	private final DoorLog doorLog = new DoorLog(this.counters, System::nanoTime);

	private final VisitLog visitLog = new VisitLog();

	private final Probes probes = new Probes();

	private final FanOut fanOut;

	private final ReadinessPoller poller = new ReadinessPoller();

	private volatile @Nullable Door door;

	private volatile int connectionLimit;

	private volatile @Nullable TlsSettings tls;

	/**
	 * Creates a factory that listens nowhere yet.
	 * @param settings what holds for all its connections
	 * @param clock the time for limits and deadlines of clients
	 */
	public ChatConnectionFactory(TcpSettings settings, NanoClock clock) {
		super(0);
		this.settings = settings;
		this.clock = clock;
		// half of the cores: readers want the others
		this.fanOut = new FanOut(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), settings, this.counters);
		setTcpNetConnectionSupport((socket, server, lookupHost, publisher, factoryName) -> new ChatConnection(socket,
				publisher, factoryName, this, permit()));
		setMapper(new LineMapper());
		registerSender(new Forgetter());
	}

	/**
	 * Opens the listening sockets, so that whoever starts the service hears of a port
	 * that is in use.
	 * @param addresses where to listen, at least one; the first is the one that the
	 * service connects to itself
	 * @param port the port on all of them, 0 for any that is free
	 * @param admission who is let in
	 * @throws IOException when it cannot listen there
	 */
	public void open(List<InetAddress> addresses, int port, AdmissionSettings admission) throws IOException {
		this.connectionLimit = admission.maxConnections();
		this.door = new Door(addresses, port, admission, this.doorLog, this.probes);
	}

	private Admission.Permit permit() {
		Door open = this.door;
		if (open == null) {
			throw new IllegalStateException("open() was not called");
		}
		return open.permit();
	}

	/**
	 * Opens the second port, for TLS, after the first.
	 * @throws IOException when it cannot listen there
	 */
	public void openTls(List<InetAddress> addresses, int port, TlsSettings settings) throws IOException {
		Door open = this.door;
		if (open == null) {
			throw new SocketException("open() was not called");
		}
		this.tls = settings;
		open.openSecond(addresses, port);
	}

	/**
	 * Returns the second port, or -1 when there is none.
	 */
	public int tlsPort() {
		Door open = this.door;
		return (open != null) ? open.secondPort() : -1;
	}

	@Nullable TlsSettings tls() {
		return this.tls;
	}

	Transport transport(SocketChannel channel) {
		TlsSettings settings = this.tls;
		PlainTransport plain = new PlainTransport(channel);
		return (settings != null && channel.socket().getLocalPort() == tlsPort())
				? new TlsTransport(plain, settings.engines().get()) : plain;
	}

	/**
	 * Returns that only a call starts it: the context would start it as soon as a bean
	 * that starts depends on it, before the application is up.
	 */
	@Override
	public boolean isAutoStartup() {
		return false;
	}

	@Override
	public void start() {
		this.fanOut.start();
		this.poller.start();
		super.start();
	}

	/**
	 * Lets nobody in any more, and leaves those alone who are in.
	 * @throws IOException when the socket cannot be closed
	 */
	public void refuse() throws IOException {
		Door open = this.door;
		if (open != null) {
			open.close();
		}
	}

	/**
	 * Waits until all connections, each hung up before, have been written what was said
	 * to them.
	 * @param timeout how long to wait at most
	 * @return how many have not
	 */
	public long drain(Duration timeout) {
		return new Drain(this.connections).await(timeout);
	}

	@Override
	public void stop() {
		super.stop();
		this.poller.stop();
		this.fanOut.stop();
	}

	/**
	 * Returns whether a client that connects now is let in.
	 */
	public boolean isAccepting() {
		Door open = this.door;
		return open != null && open.isAccepting() && isListening() && this.fanOut.isRunning();
	}

	/**
	 * Returns whether it lets nobody in any more.
	 */
	boolean isClosed() {
		Door open = this.door;
		return open != null && open.isClosed();
	}

	/**
	 * Returns where it listens first.
	 * @return the address and the port, or null before it was opened
	 */
	public @Nullable InetSocketAddress address() {
		Door open = this.door;
		return (open != null) ? (InetSocketAddress) open.getLocalSocketAddress() : null;
	}

	/**
	 * Returns all addresses at which it listens, with the port; none before it was
	 * opened.
	 */
	public List<InetSocketAddress> addresses() {
		Door open = this.door;
		return (open != null) ? open.addresses() : List.of();
	}

	/**
	 * Returns how many sockets are connected.
	 */
	public int connected() {
		return (int) clients().count();
	}

	private Stream<ChatConnection> clients() {
		return this.connections.values()
			.stream()
			.filter(ChatConnection.class::isInstance)
			.map(ChatConnection.class::cast)
			.filter((connection) -> !connection.isCheck());
	}

	/**
	 * Says that the service is about to connect to itself, to see whether it is let in:
	 * it is, whatever the limits, and is counted nowhere.
	 * @param from the address and the port that it comes from
	 */
	public void expectProbe(InetSocketAddress from) {
		this.probes.expect(from);
	}

	/**
	 * Says that it does not come from there any more.
	 * @param from as it was expected
	 */
	public void forgetProbe(InetSocketAddress from) {
		this.probes.take(from);
	}

	/**
	 * Returns how many may be connected at once, 0 before it was opened.
	 */
	public int connectionLimit() {
		return this.connectionLimit;
	}

	/**
	 * Returns what has passed between the service and one client.
	 * @param connectionId the client's connection
	 * @return null when it has gone
	 */
	public @Nullable ClientTraffic traffic(String connectionId) {
		return (this.connections.get(connectionId) instanceof ChatConnection connection) ? connection.traffic() : null;
	}

	/**
	 * Returns how many bytes wait for each connection now.
	 */
	public LongStream outboxBytes() {
		return clients().mapToLong((connection) -> connection.recipient().queuedBytes());
	}

	/**
	 * Tells someone how long each line took from its reader to the last outbox, but for
	 * those whose socket was full.
	 * @param listener takes nanoseconds, on a thread that has no time to lose
	 */
	public void onDelivery(LongConsumer listener) {
		this.fanOut.times().tell(listener);
	}

	/**
	 * Returns what was counted.
	 */
	public TcpCounters counters() {
		return this.counters;
	}

	NanoClock clock() {
		return this.clock;
	}

	TcpSettings settings() {
		return this.settings;
	}

	VisitLog visitLog() {
		return this.visitLog;
	}

	DoorLog doorLog() {
		return this.doorLog;
	}

	FanOut fanOut() {
		return this.fanOut;
	}

	ReadinessPoller poller() {
		return this.poller;
	}

	@Override
	protected ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
		Door open = this.door;
		if (open == null) {
			throw new SocketException("open() was not called");
		}
		return open;
	}

	/**
	 * Sets what the service is built on. A socket that refuses, since its peer has gone
	 * already, must not end the accept loop; its reader will see the end.
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
	 * Does nothing: a connection that closes takes itself out, and to look at all
	 * whenever one comes takes quadratic time.
	 */
	@Override
	protected void harvestClosedConnections() {
	}

	/**
	 * Takes connections that were closed out of the factory's table.
	 */
	private final class Forgetter implements TcpSender {

		@Override
		public void addNewConnection(TcpConnection connection) {
			// the factory has put it into its table itself
		}

		@Override
		public void removeDeadConnection(TcpConnection connection) {
			ChatConnectionFactory.this.connections.remove(connection.getConnectionId());
		}

	}

}
