package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The way out to one client: its {@link Outbox}, and what its {@link OutboxWriter} knows
 * of its socket. Any thread may say something to it; what the reader is to know stands in
 * volatile fields.
 */
final class Recipient {

	private final SocketChannel channel;

	private final Transport transport;

	private final Outbox outbox;

	private final OutboxWriter writer;

	private final FanOut fanOut;

	/** Wakes the reader. */
	private final Runnable onChange;

	/** Whether what is written to it does not count. */
	private final boolean probe;

	/** Whether {@link #listen()} was called and the writer has not seen it yet. */
	private volatile boolean newListener;

	private volatile boolean listening;

	/** How many lines there had been for all when it began to listen. */
	private volatile long linesBefore;

	private volatile Format format = Format.TEXT;

	private volatile boolean hungUp;

	private volatile @Nullable Evicted evicted;

	private volatile boolean lost;

	/** The first cause of its end. Guarded by this. */
	private @Nullable CloseReason departure;

	/** Whether the last byte is written. */
	private volatile boolean finished;

	/** Owned by the writer. */
	private final FullSocket socket;

	Recipient(SocketChannel channel, Transport transport, FanOut fanOut, Runnable onChange, boolean probe) {
		this.probe = probe;
		this.channel = channel;
		this.socket = new FullSocket(channel);
		this.transport = transport;
		this.fanOut = fanOut;
		this.outbox = new Outbox(fanOut.log(this.format));
		this.writer = fanOut.assignWriter();
		this.onChange = onChange;
	}

	/**
	 * Says something to this client alone. Any thread; never blocks.
	 * @param line a line's bytes with its line end
	 */
	void tell(byte[] line) {
		this.outbox.tell(line);
		this.writer.submit(this);
	}

	/**
	 * Lets it hear all broadcasts from now on. Any thread; never blocks.
	 */
	void listen() {
		this.linesBefore = this.fanOut.lines();
		this.outbox.listen();
		this.listening = true;
		this.newListener = true;
		this.writer.submit(this);
	}

	/**
	 * Lets it hear another rendering of the broadcasts. Any thread; never blocks.
	 */
	void follow(Format format) {
		this.format = format;
		this.outbox.follow(this.fanOut.log(format));
	}

	/**
	 * Hangs up once all that was said before is written. Any thread; never blocks.
	 * @param cause why it ends
	 */
	void hangUp(CloseReason cause) {
		depart(cause);
		this.outbox.end();
		this.hungUp = true;
		this.writer.submit(this);
		this.onChange.run();
	}

	/**
	 * Says that its socket was closed. Any thread.
	 */
	void closed() {
		this.writer.closed();
	}

	private synchronized void depart(CloseReason cause) {
		if (this.departure == null) {
			this.departure = cause;
		}
	}

	/**
	 * Returns why it ends, once it does. Any thread.
	 */
	synchronized @Nullable CloseReason departure() {
		return this.departure;
	}

	boolean isOpen() {
		return this.channel.isOpen();
	}

	boolean isListening() {
		return this.listening;
	}

	Format format() {
		return this.format;
	}

	boolean isProbe() {
		return this.probe;
	}

	boolean isHungUp() {
		return this.hungUp;
	}

	/**
	 * Returns why it was given up, once it was.
	 */
	@Nullable Evicted evicted() {
		return this.evicted;
	}

	boolean isLost() {
		return this.lost;
	}

	/**
	 * Returns whether all that was said to it is written.
	 */
	boolean isFinished() {
		return this.finished;
	}

	/**
	 * Returns whether it takes part in the chat no more: nothing that it says is heard.
	 */
	boolean isOver() {
		return this.hungUp || this.evicted != null || this.lost || !isOpen();
	}

	/**
	 * Returns the bytes that wait for it alone.
	 */
	long ownBytes() {
		return this.outbox.ownBytes();
	}

	/**
	 * Returns how many lines were for it, those too that wait. Any thread.
	 */
	long lines() {
		return this.outbox.ownLines() + (this.listening ? this.fanOut.lines() - this.linesBefore : 0);
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

	/**
	 * Writes as much as its socket takes, and tells the peer when that was the last.
	 */
	Outbox.Progress write(Batch batch) {
		try {
			Outbox.Progress progress = this.outbox.writeTo(this.transport, batch);
			if (progress == Outbox.Progress.BLOCKED || !this.transport.flush()) {
				return Outbox.Progress.BLOCKED;
			}
			return (progress == Outbox.Progress.FINISHED && !finish()) ? Outbox.Progress.BLOCKED : progress;
		}
		catch (IOException ex) {
			lost();
			return Outbox.Progress.DRAINED;
		}
	}

	private boolean finish() throws IOException {
		if (!this.finished) {
			this.transport.shutdownOutput();
			if (!this.transport.flush()) {
				return false;
			}
			this.finished = true;
			this.onChange.run();
		}
		return true;
	}

	/**
	 * Returns what waits for it. Any thread.
	 */
	long queuedBytes() {
		return this.outbox.queuedBytes();
	}

	boolean isBlocked() {
		return this.socket.isFull();
	}

	boolean isBlockedFor(Duration time) {
		return this.socket.isFullFor(time);
	}

	/**
	 * Notes that its socket is full.
	 * @param selector tells when it takes more
	 */
	void blocked(Selector selector) {
		try {
			this.socket.fill(selector, this);
		}
		catch (IOException | CancelledKeyException ex) {
			lost();
		}
	}

	void unblocked() {
		try {
			this.socket.empty();
		}
		catch (CancelledKeyException ex) {
			lost();
		}
	}

	/**
	 * Drops what waits, and gives it its last words and a while to read them.
	 * @return false when that was done before
	 */
	boolean evict(CloseReason reason) {
		if (this.evicted != null) {
			return false;
		}
		long queued = this.outbox.queuedBytes();
		depart(reason);
		this.outbox.evict(lastWords(reason));
		this.evicted = new Evicted(reason, queued);
		this.onChange.run();
		return true;
	}

	/**
	 * Returns the line that it is sent when it is given up. Any thread.
	 */
	byte[] lastWords(CloseReason reason) {
		return Lines.encode(reason.lastWords(this.format));
	}

	/**
	 * Says that its connection is broken. Any thread.
	 */
	void lost() {
		depart(CloseReason.RESET);
		this.lost = true;
		this.onChange.run();
	}

	/**
	 * Says why a client was given up.
	 *
	 * @param reason the reason
	 * @param queuedBytes what waited for it
	 */
	record Evicted(CloseReason reason, long queuedBytes) {
	}

}
