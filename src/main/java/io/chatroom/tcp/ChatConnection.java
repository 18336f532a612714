package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLSession;

import io.chatroom.protocol.AddressText;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.accept.Accepted;
import io.chatroom.tcp.accept.Negotiated;
import io.chatroom.tcp.accept.Negotiation;
import io.chatroom.tcp.count.ConnectionAccounting;
import io.chatroom.tcp.line.Line;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.out.Outbox;
import io.chatroom.tcp.out.Outbox.State;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpConnectionSupport;
import org.springframework.integration.ip.tcp.connection.TcpListener;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

/**
 * One client's connection. Its reader, a virtual thread, sends the client's lines to the
 * listener, and is the one that closes it; what is sent to the client goes to its
 * {@link Outbox}. Most of its methods are those of Spring Integration, and call one of
 * its parts.
 */
public final class ChatConnection extends TcpConnectionSupport implements Drain.Draining {

	private static final AtomicLong LAST_ID = new AtomicLong();

	private final Accepted accepted;

	private final ChatConnectionFactory factory;

	private final SharedParts parts;

	private final InputWaiter waiter;

	private final ConnectionAccounting accounting;

	private final Negotiation negotiation;

	private final Outbox outbox;

	private final ConnectionReader reader;

	/** Short, because it is in each line of the log. */
	private final String id = "c" + LAST_ID.incrementAndGet();

	/**
	 * The headers of all messages from this client. Made once: the stock mapper copies
	 * seven headers three times for each line, which costs more than all else that is
	 * done for it.
	 */
	private final MessageHeaders headers = new MessageHeaders(Map.of(IpHeaders.CONNECTION_ID, this.id));

	/**
	 * Creates a connection.
	 * @param accepted the socket and its permit, which the connection closes
	 * @param parts those of the factory
	 */
	ChatConnection(Accepted accepted, ChatConnectionFactory factory, SharedParts parts) {
		super(accepted.socket(), true, false, factory.getApplicationEventPublisher(), factory.getComponentName());
		this.accepted = accepted;
		this.factory = factory;
		this.parts = parts;
		this.accounting = parts.newAccounting(this.id, this::address, accepted.permit()::forgetArrival);
		Transport transport = accepted.createTransport();
		this.waiter = new InputWaiter(accepted.channel(), parts.poller(), parts.clock());
		this.negotiation = new Negotiation(accepted, transport, this.waiter, parts.settings().proxies(),
				parts.rejectionLog(), this.accounting, parts.clock());
		this.outbox = parts.fanOut().newOutbox(accepted.channel(), transport, this.waiter::wake);
		this.reader = new ConnectionReader(this.outbox, transport, this.waiter, parts, this.accounting,
				factory::isClosed);
	}

	/**
	 * Returns its number since the start, for example {@code c17}.
	 */
	@Override
	public String getConnectionId() {
		return this.id;
	}

	/**
	 * Negotiates, and sends each line to the listener, until the connection ends. Called
	 * on the reader's thread.
	 */
	@Override
	public void run() {
		this.waiter.begin();
		try {
			if (negotiate()) {
				publishConnectionOpenEvent();
				receive();
			}
		}
		catch (RuntimeException ex) {
			this.logger.error("Failed to read from " + this.id, ex);
			publishConnectionExceptionEvent(ex);
		}
		finally {
			// also after an Error: otherwise the client would stay in the room
			close();
		}
	}

	private boolean negotiate() {
		try {
			this.negotiation.negotiate();
			return true;
		}
		catch (IOException ex) {
			this.logger.debug("Ended before its first line", ex);
			return false;
		}
	}

	private void receive() {
		TcpListener listener = Objects.requireNonNull(getListener());
		try {
			while (receiveNext(listener)) {
				// until the last
			}
		}
		catch (IOException ex) {
			this.logger.debug("Lost", ex);
			this.outbox.lose();
			publishConnectionExceptionEvent(ex);
		}
	}

	/**
	 * Waits for a line and sends it to the listener. It is a method of its own so that no
	 * variable holds a line, which may be a password, while the next one is awaited.
	 * @return false after the last
	 */
	private boolean receiveNext(TcpListener listener) throws IOException {
		Line line = this.reader.next();
		if (line == null) {
			return false;
		}
		receive(new GenericMessage<>(line, this.headers), listener);
		return true;
	}

	private void receive(Message<Line> message, TcpListener listener) {
		try {
			listener.onMessage(message);
		}
		catch (RuntimeException ex) {
			this.logger.error("Exception sending message: " + message, ex);
		}
	}

	/**
	 * Returns what is known of the client. Any thread, from the open event on.
	 */
	public Negotiated client() {
		return Objects.requireNonNull(this.negotiation.client());
	}

	private InetAddress address() {
		return this.negotiation.address();
	}

	/**
	 * Returns the client's own address, also when a proxy has connected for it, as
	 * {@link AddressText} writes it.
	 */
	@Override
	public String getHostAddress() {
		return AddressText.of(address());
	}

	/**
	 * Returns whether it has come through the web gateway.
	 */
	boolean isWeb() {
		return this.accepted.endpoint().gateway() != null;
	}

	@Override
	public int getPort() {
		return this.accepted.socket().getPort();
	}

	/**
	 * Not supported: {@link #run()} sends each line to the listener.
	 */
	@Override
	public Object getPayload() {
		throw new UnsupportedOperationException("Lines go to the listener");
	}

	/**
	 * Queues the message's payload, which is {@link Outbound}. Any thread; never waits.
	 */
	@Override
	public void send(Message<?> message) {
		switch ((Outbound) message.getPayload()) {
			case Outbound.Tell(String line) -> this.outbox.tell(Lines.encode(line));
			case Outbound.Follow(String room, Format format) -> {
				this.outbox.format(format);
				this.outbox.follow((room != null) ? this.factory.rooms().get(room).log(format) : null);
			}
			case Outbound.HideInput(boolean hidden) -> this.reader.hideInput(hidden);
			case Outbound.Close(CloseReason reason, String line) ->
				this.outbox.end(reason, (line != null) ? Lines.encode(line) : null);
			case Outbound.Broadcast broadcast -> throw new IllegalArgumentException("A broadcast is sent to a room");
		}
	}

	@Override
	public boolean isOpen() {
		return this.accepted.channel().isOpen();
	}

	/**
	 * Closes the socket and publishes the close event, once. Any thread.
	 */
	@Override
	public void close() {
		try {
			this.accepted.close();
		}
		catch (IOException ex) {
			this.logger.debug("Lost while closing", ex);
		}
		// first, so that the reader and the writer see it when they are woken
		this.outbox.closed(this.factory.isClosed() ? CloseReason.GOING_DOWN : CloseReason.RESET);
		this.waiter.wake();
		this.parts.poller().wake();
		this.factory.closed(this);
		super.close();
		if (isNegotiated()) {
			this.accounting.end(Objects.requireNonNull(this.outbox.closeReason()), this.outbox.evictedBytes());
		}
	}

	/**
	 * Returns null: there is no deserializer.
	 */
	@Override
	public @Nullable Object getDeserializerStateKey() {
		return null;
	}

	/**
	 * Returns null: sessions stay in the transport.
	 */
	@Override
	public @Nullable SSLSession getSslSession() {
		return null;
	}

	/**
	 * Returns whether a proxy has connected to check the service, and has sent no line.
	 * No metric counts it.
	 */
	boolean isCheck() {
		return this.accounting.isCheck();
	}

	@Override
	public boolean isNegotiated() {
		return this.negotiation.client() != null;
	}

	@Override
	public boolean isFinished() {
		return this.outbox.state() == State.FINISHED;
	}

	boolean awaitSpace(BooleanSupplier isNeeded) {
		return this.reader.pressure().awaitSpace(isNeeded);
	}

	ClientTraffic traffic() {
		return this.reader.traffic();
	}

	long queuedBytes() {
		return this.outbox.queuedBytes();
	}

}
