package io.chatroom.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.chatroom.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpNetConnection;
import org.springframework.integration.ip.tcp.serializer.SoftEndOfStreamException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * One client's connection. Its reader, a virtual thread, hands its lines on and is the
 * one that closes it; what others say to it goes to its {@link Recipient}.
 */
final class ChatConnection extends TcpNetConnection implements ConnectionReader.Listener {

	private static final AtomicLong LAST_ID = new AtomicLong();

	private final ChatConnectionFactory factory;

	private final Readiness readiness;

	private final Entrance entrance;

	private final Recipient recipient;

	private final ConnectionReader reader;

	private final Admission.Permit permit;

	/** Short, since it is in each line of the log. */
	private final String id = "c" + LAST_ID.incrementAndGet();

	/** Of all messages that come from it. */
	private final MessageHeaders headers = new MessageHeaders(Map.of(IpHeaders.CONNECTION_ID, this.id));

	/** The client's own address. */
	private volatile InetAddress address;

	/** Whether it takes part. */
	private volatile boolean entered;

	private final Visit visit;

	ChatConnection(Socket socket, @Nullable ApplicationEventPublisher publisher, @Nullable String factoryName,
			ChatConnectionFactory factory, Admission.Permit permit) {
		super(socket, true, false, publisher, factoryName);
		this.factory = factory;
		this.permit = permit;
		this.visit = new Visit(this.id, permit.isProbe(), factory.counters(), factory.visitLog());
		SocketChannel channel = socket.getChannel();
		Transport transport = factory.transport(channel);
		this.readiness = new Readiness(channel, factory.poller());
		this.address = socket.getInetAddress();
		this.entrance = new Entrance(channel, transport, this.readiness, permit, factory);
		this.recipient = new Recipient(channel, transport, factory.fanOut(), this.readiness::wake, permit.isProbe());
		this.reader = new ConnectionReader(this.recipient, transport, this.readiness, factory, this);
	}

	/**
	 * Returns its number since the start, such as {@code c17}.
	 */
	@Override
	public String getConnectionId() {
		return this.id;
	}

	@Override
	public void run() {
		this.readiness.begin();
		try {
			if (enter()) {
				super.run();
			}
		}
		finally {
			// whatever ended it, an Error too: a reader that is gone leaves no ghost
			close();
		}
	}

	private boolean enter() {
		try {
			if (!this.visit.isCheck()) {
				this.address = this.entrance.pass(this.address);
			}
			if (this.entrance.isCheck()) {
				this.visit.isCheckUntilItSpeaks();
			}
			if (this.entrance.hasShakenHands()) {
				// which came at a price, so that it counts without another byte, too
				this.visit.begin(this.address);
			}
			this.entered = true;
		}
		catch (EmptyConnectionException ex) {
			this.logger.debug("Went before it took part", ex);
			this.visit.endEmpty(this.address);
			this.permit.forgetArrival();
		}
		catch (IOException ex) {
			this.logger.debug("Went before it took part", ex);
		}
		return this.entered;
	}

	@Override
	public void begun() {
		this.visit.begin(this.address);
	}

	@Override
	public void refused(Rejection reason) {
		this.visit.refuse();
		if (reason == Rejection.PROXY_HEADER) {
			this.entrance.refuseHeader(this.address);
		}
		else {
			this.factory.doorLog().refused(reason, this.address);
		}
	}

	/**
	 * Returns the client's own address, where a proxy has connected for it, too, as
	 * {@link AddressText} writes it.
	 */
	@Override
	public String getHostAddress() {
		return AddressText.of(this.address);
	}

	/**
	 * Waits for the next line.
	 * @return a {@link Line}
	 */
	@Override
	public Object getPayload() {
		try {
			Line line = this.reader.next();
			if (this.visit.isCheck() && line != Line.Ended.HERE) {
				this.visit.speak(this.address);
			}
			return line;
		}
		catch (IOException ex) {
			// a peer that is gone is no error of ours, and the superclass would log it as
			// one
			this.recipient.lost();
			throw new SoftEndOfStreamException("Connection lost", ex);
		}
	}

	/**
	 * Puts the message's payload, a line without its end, into the outbox. Any thread;
	 * never blocks.
	 */
	@Override
	public void send(Message<?> message) {
		this.recipient.tell(Lines.encode(message.getPayload().toString()));
	}

	@Override
	public void close() {
		super.close();
		this.permit.close();
		this.readiness.wake();
		this.factory.poller().wake();
		this.recipient.closed();
		if (this.entered
				&& this.visit.end(this.address, departure(), this.reader.hasHeard(), this.recipient.evicted())) {
			this.permit.forgetArrival();
		}
	}

	private CloseReason departure() {
		CloseReason cause = this.recipient.departure();
		if (cause != null) {
			return cause;
		}
		return this.factory.isClosed() ? CloseReason.GOING_DOWN : CloseReason.RESET;
	}

	/**
	 * Returns whether it is the service itself that has connected, or a proxy for itself,
	 * to see whether all is well: they count nowhere.
	 */
	boolean isCheck() {
		return this.visit.isCheck();
	}

	/**
	 * Returns whether it takes part: one that does not is owed no word.
	 */
	boolean hasEntered() {
		return this.entered;
	}

	/**
	 * Returns whether nothing is left to write.
	 */
	boolean isSettled() {
		return this.recipient.isFinished() || !isOpen();
	}

	ClientTraffic traffic() {
		return this.reader.traffic();
	}

	Recipient recipient() {
		return this.recipient;
	}

	MessageHeaders headers() {
		return this.headers;
	}

}
