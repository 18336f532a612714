package io.chatroom.tcp;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.tcp.connection.TcpNetConnection;
import org.springframework.integration.ip.tcp.serializer.SoftEndOfStreamException;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * One client's connection. Its reader, a virtual thread, hands its lines on and is the
 * one that closes it; its {@link OutboxWriter} writes what others put into its
 * {@link Outbox}. The two leave each other word in volatile fields.
 */
final class ChatConnection extends TcpNetConnection {

	private static final long ANSWERS_CHECK_NANOS = 1_000_000;

	private final SocketChannel channel;

	private final ChatConnectionFactory factory;

	private final OutboxWriter writer;

	private final Outbox outbox;

	private final LineReader lines;

	private final Admission.Permit permit;

	/** Of all messages that come from it. */
	private final MessageHeaders headers = new MessageHeaders(Map.of(IpHeaders.CONNECTION_ID, getConnectionId()));

	private volatile @Nullable Thread reader;

	/** Whether {@link #listen()} was called and the writer has not seen it yet. */
	private volatile boolean newListener;

	private volatile @Nullable Eviction eviction;

	/** Written before the eviction. */
	private long evictedBytes;

	private volatile boolean hungUp;

	private volatile boolean lost;

	/** Whether the writer has written its last byte. */
	private volatile boolean finished;

	/** Owned by the reader. */
	private boolean endTold;

	/** Owned by the writer, as are the rest. */
	private @Nullable SelectionKey writeKey;

	private boolean blocked;

	private long blockedSince;

	ChatConnection(Socket socket, @Nullable ApplicationEventPublisher publisher, @Nullable String factoryName,
			ChatConnectionFactory factory, Admission.Permit permit) {
		super(socket, true, false, publisher, factoryName);
		this.channel = socket.getChannel();
		this.factory = factory;
		this.permit = permit;
		this.writer = factory.fanOut().assignWriter();
		this.outbox = new Outbox(factory.fanOut().log());
		this.lines = new LineReader(this.channel, factory.poller(), factory.settings().maxLineLength(), this::answer);
	}

	@Override
	public void run() {
		this.reader = Thread.currentThread();
		super.run();
	}

	/**
	 * Waits for the next line.
	 * @return a {@link Line}
	 */
	@Override
	public Object getPayload() {
		try {
			return nextLine();
		}
		catch (IOException ex) {
			// a peer that is gone is no error of ours, and the superclass would log it as
			// one
			throw new SoftEndOfStreamException("Connection lost", ex);
		}
	}

	private Line nextLine() throws IOException {
		while (!this.endTold) {
			Eviction reason = this.eviction;
			if (reason != null || this.hungUp) {
				return end(reason);
			}
			Line line = this.lines.next();
			if (line != null) {
				return received(line);
			}
			int count = this.lost ? -1 : this.lines.read(this);
			if (count < 0) {
				line = this.lines.last();
				return (line != null) ? received(line) : end(null);
			}
			if (count == 0) {
				LockSupport.park(this);
			}
		}
		awaitLastByte();
		throw new SoftEndOfStreamException("Connection ended");
	}

	private Line end(@Nullable Eviction reason) throws IOException {
		this.endTold = true;
		// before anyone is told, so that it does not hear of its own leave
		hangUp();
		if (!isOpen() || this.factory.isClosed()) {
			// at a stop there may be nobody left to tell, and the close event tells it
			// too
			awaitLastByte();
			throw new SoftEndOfStreamException("Connection closed");
		}
		return new Line.Ended(reason, (reason != null) ? this.evictedBytes : 0);
	}

	/**
	 * Waits until the peer has all that was said to it, and has closed, but not for long.
	 * Closing at once would reset a connection that has unread input, and the peer might
	 * lose what it has not read.
	 */
	private void awaitLastByte() throws IOException {
		long deadline = System.nanoTime() + this.factory.settings().drainTimeout().toNanos();
		boolean peerEnded = false;
		while (!this.lost && !(this.finished && peerEnded) && System.nanoTime() - deadline < 0) {
			int count = peerEnded ? 0 : this.lines.read(this);
			peerEnded |= count < 0;
			if (count == 0) {
				LockSupport.parkNanos(this, deadline - System.nanoTime());
			}
		}
	}

	private Line received(Line line) {
		this.factory.counters().linesReceived().increment();
		awaitAnswersWritten();
		this.factory.fanOut().awaitCapacity();
		return line;
	}

	/**
	 * Puts the message's payload, a line without its end, into the outbox. Any thread;
	 * never blocks.
	 */
	@Override
	public void send(Message<?> message) {
		tell(Lines.encode(message.getPayload().toString()));
	}

	/**
	 * Waits while this client's own lines fill half of its outbox: one that asks faster
	 * than it takes answers is read slower. What all hear does not count, so that one
	 * with a backlog of that is still heard.
	 */
	private void awaitAnswersWritten() {
		long limit = this.factory.settings().outboxBytes() / 2;
		while (this.outbox.ownBytes() > limit && this.eviction == null && !this.lost && !this.hungUp && isOpen()) {
			LockSupport.parkNanos(this, ANSWERS_CHECK_NANOS);
		}
	}

	private void answer(byte[] bytes) {
		tell(bytes);
		awaitAnswersWritten();
	}

	private void tell(byte[] bytes) {
		this.outbox.tell(bytes);
		this.writer.submit(this);
	}

	/**
	 * Lets this connection hear all broadcasts from now on. Any thread; never blocks.
	 */
	void listen() {
		this.outbox.listen();
		this.newListener = true;
		this.writer.submit(this);
	}

	/**
	 * Hangs up once all that was said before is written. Any thread; never blocks.
	 */
	void hangUp() {
		this.outbox.end();
		this.hungUp = true;
		this.writer.submit(this);
		LockSupport.unpark(this.reader);
	}

	@Override
	public void close() {
		super.close();
		this.permit.close();
		LockSupport.unpark(this.reader);
		this.factory.poller().wake();
		this.writer.closed();
	}

	/**
	 * Returns whether all that was said to it is written.
	 */
	boolean isFinished() {
		return this.finished;
	}

	/**
	 * Returns whether nothing is left to write.
	 */
	boolean isSettled() {
		return this.finished || !isOpen();
	}

	MessageHeaders headers() {
		return this.headers;
	}

	SocketChannel channel() {
		return this.channel;
	}

	Outbox outbox() {
		return this.outbox;
	}

	/**
	 * Wakes the reader: there is something to read. Called by the poller.
	 */
	void readable() {
		this.lines.polled();
		LockSupport.unpark(this.reader);
	}

	/**
	 * Returns, once, that it has begun to listen. Called by the writer, as are all below.
	 */
	boolean startsListening() {
		if (!this.newListener) {
			// left alone: to write here would undo a listen() that comes meanwhile
			return false;
		}
		this.newListener = false;
		return true;
	}

	boolean isBlocked() {
		return this.blocked;
	}

	boolean isBlockedFor(Duration time) {
		return this.blocked && System.nanoTime() - this.blockedSince >= time.toNanos();
	}

	void blocked(Selector selector) throws IOException {
		if (this.writeKey == null) {
			this.writeKey = this.channel.register(selector, SelectionKey.OP_WRITE, this);
		}
		else {
			this.writeKey.interestOps(SelectionKey.OP_WRITE);
		}
		this.blocked = true;
		this.blockedSince = System.nanoTime();
	}

	void unblocked() {
		this.blocked = false;
		try {
			if (this.writeKey != null) {
				this.writeKey.interestOps(0);
			}
		}
		catch (CancelledKeyException ex) {
			lost();
		}
	}

	/**
	 * Drops what waits, and gives it its last words and a while to read them.
	 * @return false when that was done before
	 */
	boolean evict(Eviction reason) {
		if (this.eviction != null) {
			return false;
		}
		this.evictedBytes = this.outbox.queuedBytes();
		this.outbox.evict(Lines.encode(this.factory.settings().lastWords().apply(reason)));
		this.eviction = reason;
		LockSupport.unpark(this.reader);
		return true;
	}

	/**
	 * Says that the last byte is written, and tells the peer so.
	 */
	void finished() throws IOException {
		if (!this.finished) {
			this.channel.shutdownOutput();
			this.finished = true;
			LockSupport.unpark(this.reader);
		}
	}

	void lost() {
		this.lost = true;
		LockSupport.unpark(this.reader);
	}

}
