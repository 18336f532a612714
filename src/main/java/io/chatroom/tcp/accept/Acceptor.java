package io.chatroom.tcp.accept;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Consumer;

import io.chatroom.tcp.accept.Admission.Permit;
import io.chatroom.tcp.accept.Admission.Rejected;
import io.chatroom.tcp.count.RejectionLog;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.socket.Heartbeat;
import io.chatroom.tcp.socket.NanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts the connections of all endpoints, and admits or rejects each. One thread
 * accepts and never waits for a peer; any thread may close.
 */
public final class Acceptor implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(Acceptor.class);

	private final Listeners listeners = new Listeners();

	private final RejectionLog log;

	private final NanoClock clock;

	private final SpareDescriptors spare;

	/** Set when the endpoints are opened, as is the next. */
	private volatile Admission admission;

	private volatile List<Endpoint> endpoints = List.of();

	/**
	 * Creates an acceptor without an endpoint.
	 * @param log counts and logs rejections and failures
	 * @param clock measures the limits and the pauses
	 */
	public Acceptor(RejectionLog log, NanoClock clock) {
		this.log = log;
		this.clock = clock;
		this.spare = new SpareDescriptors(log, clock);
		this.admission = new Admission(AdmissionSettings.NOBODY, (address) -> null, clock::nanoTime);
	}

	/**
	 * Opens the endpoints. Connections wait in the kernel's queue until they are
	 * accepted.
	 * @param endpoints at least one
	 * @param settings who is admitted
	 * @param bans who is not, whatever the settings say
	 * @throws IOException when opening an endpoint fails, as {@link EndpointException};
	 * then the acceptor is closed
	 */
	public void open(List<Endpoint> endpoints, AdmissionSettings settings, Bans bans) throws IOException {
		this.admission = new Admission(settings, bans, this.clock::nanoTime);
		try {
			this.endpoints = this.listeners.open(endpoints);
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Accepts connections until it is closed. A failure ends one connection at most: when
	 * the process has no file descriptor left, it tries again until there is one.
	 * @param receiver takes each admitted connection, and closes it in the end. When it
	 * throws, the connection is closed here.
	 * @throws IOException when closing the spare descriptors fails
	 */
	public void acceptAll(Consumer<Accepted> receiver) throws IOException {
		while (this.listeners.isOpen()) {
			try {
				this.spare.keep();
				Listeners.Arrival arrival = this.listeners.accept();
				this.spare.succeeded();
				receive(arrival, receiver);
			}
			catch (ClosedChannelException ex) {
				logger.debug("Closed while it waited", ex);
			}
			catch (IOException ex) {
				this.spare.failed(ex);
			}
		}
		this.spare.release();
	}

	private void receive(Listeners.Arrival arrival, Consumer<Accepted> receiver) throws IOException {
		boolean received = false;
		try {
			received = admit(arrival, receiver);
		}
		catch (IOException ex) {
			logger.debug("Ended before it was admitted", ex);
		}
		catch (RuntimeException | LinkageError ex) {
			this.log.failed(ex);
		}
		finally {
			if (!received) {
				arrival.channel().close();
			}
		}
	}

	private boolean admit(Listeners.Arrival arrival, Consumer<Accepted> receiver) throws IOException {
		SocketChannel channel = arrival.channel();
		channel.configureBlocking(false);
		InetAddress from = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
		switch ((arrival.endpoint().gateway() != null) ? this.admission.admitGateway() : this.admission.admit(from)) {
			case Permit permit -> hand(new Accepted(channel, arrival.endpoint(), permit), receiver);
			case Rejected(RejectionReason reason, String lastWords) -> {
				this.log.rejected(reason, from);
				if (lastWords != null) {
					Accepted.sendLast(channel, lastWords);
				}
				return false;
			}
		}
		return true;
	}

	private static void hand(Accepted accepted, Consumer<Accepted> receiver) {
		boolean received = false;
		try {
			receiver.accept(accepted);
			received = true;
		}
		finally {
			if (!received) {
				accepted.permit().close();
			}
		}
	}

	/**
	 * Returns the heartbeat of {@link #acceptAll}.
	 */
	public Heartbeat heartbeat() {
		return this.listeners.heartbeat();
	}

	/**
	 * Returns the endpoints with the addresses and ports that they have, in the order in
	 * which they were given; none before they were opened. Any thread.
	 */
	public List<Endpoint> endpoints() {
		return this.endpoints;
	}

	/**
	 * Returns the maximum number of open connections, 0 before the endpoints were opened.
	 * Any thread.
	 */
	public int maxConnections() {
		return this.admission.maxConnections();
	}

	/**
	 * Returns whether it can accept now. Any thread.
	 */
	public boolean isAccepting() {
		return this.listeners.isOpen() && !this.spare.isExhausted();
	}

	/**
	 * Returns whether it has not been closed. Any thread.
	 */
	public boolean isOpen() {
		return this.listeners.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.listeners.close();
	}

}
