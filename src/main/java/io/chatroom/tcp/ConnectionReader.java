package io.chatroom.tcp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.line.FirstBytes;
import io.chatroom.tcp.line.FloodControl;
import io.chatroom.tcp.line.HttpRequest;
import io.chatroom.tcp.line.Line;
import io.chatroom.tcp.line.LineReader;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Readiness;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one client: its lines, no faster than it may send and than it takes its
 * answers, and at last its end. Used on the connection's own virtual thread.
 */
final class ConnectionReader {

	private static final long ANSWERS_CHECK_NANOS = 1_000_000;

	private final Recipient recipient;

	private final LineReader lines;

	private final FanOut fanOut;

	private final TcpSettings settings;

	private final TcpCounters counters;

	private final BooleanSupplier stopping;

	private final Listener listener;

	private final NanoClock clock;

	private final Deadlines deadlines;

	private final FloodControl floodControl;

	/** How many lines have come. Changed by the reader alone, as is the next. */
	private volatile long linesIn;

	private volatile long heardAt;

	private volatile boolean heard;

	/** Whether it is known what the connection began with. */
	private boolean begun;

	private boolean endTold;

	ConnectionReader(Recipient recipient, Transport transport, Readiness readiness, ChatConnectionFactory factory,
			Listener listener) {
		this.listener = listener;
		this.recipient = recipient;
		this.fanOut = factory.fanOut();
		this.settings = factory.settings();
		this.counters = factory.counters();
		this.stopping = factory::isClosed;
		this.clock = factory.clock();
		this.heardAt = this.clock.nanoTime();
		this.lines = new LineReader(transport, readiness, this.settings.lines(), this::read, this::answer);
		this.deadlines = new Deadlines(this.settings.nameDeadline(), this.settings.idleTimeout(), this.clock::nanoTime);
		this.floodControl = new FloodControl(this.settings.lines(), this.clock, this.counters.heldBackNanos(),
				this::isOver);
	}

	/**
	 * Waits for the next line.
	 * @return a line, the last of which is {@link Line.Ended}, or null after the last
	 * @throws IOException when the connection is lost
	 */
	@Nullable Line next() throws IOException {
		while (!this.endTold) {
			if (this.recipient.evicted() != null || this.recipient.isHungUp()) {
				return end(CloseReason.RESET);
			}
			CloseReason late = this.deadlines.passed(this.recipient.isListening());
			if (late != null) {
				return giveUp(late);
			}
			Line line = this.lines.next();
			if (line != null) {
				return received(line);
			}
			int count = this.recipient.isLost() ? -1 : this.lines.read();
			if (count < 0) {
				line = this.lines.last();
				return (line != null) ? received(line) : end(CloseReason.END_OF_STREAM);
			}
			if (count > 0 && !this.begun && isHeader()) {
				return end(CloseReason.REFUSED);
			}
			this.floodControl.spend(this.lines.unfinishedBytes());
			if (count == 0) {
				pause();
			}
		}
		awaitLastByte();
		return null;
	}

	/**
	 * Looks at the first bytes, until it is known what they are.
	 * @return whether they are a PROXY header, which was refused then
	 */
	private boolean isHeader() {
		FirstBytes.Kind kind = this.lines.beginning();
		this.heard = true;
		this.begun = kind != FirstBytes.Kind.UNDECIDED;
		switch (kind) {
			case UNDECIDED -> {
				return false;
			}
			case PROXY_HEADER -> {
				this.listener.refused(RejectionReason.PROXY_HEADER);
				return true;
			}
			case HTTP_REQUEST -> {
				// it is refused when it comes as a line
				return false;
			}
			case OTHER -> this.listener.begun();
		}
		return false;
	}

	/**
	 * Returns whether a byte has come. Any thread.
	 */
	boolean hasHeard() {
		return this.heard;
	}

	/**
	 * Returns what has passed so far. Any thread.
	 */
	ClientTraffic traffic() {
		return new ClientTraffic(this.linesIn, this.recipient.lines(), this.recipient.queuedBytes(),
				Duration.ofNanos(this.clock.nanoTime() - this.heardAt));
	}

	private void pause() {
		long left = this.deadlines.left(this.recipient.isListening());
		if (left == Long.MAX_VALUE) {
			LockSupport.park(this);
		}
		else {
			this.clock.park(this, left);
		}
	}

	private @Nullable Line received(Line line) throws IOException {
		long before = this.linesIn;
		if (before == 0 && HttpRequest.isBegunBy(line)) {
			this.recipient.tell(HttpRequest.answer());
			this.listener.refused(RejectionReason.HTTP);
			return end(CloseReason.REFUSED);
		}
		if (line == Line.Refused.NOT_UTF8 && this.recipient.format() == Format.TEXT) {
			// a program that reads JSON is no telnet, and would trip over the bytes
			this.lines.requestBinary();
		}
		this.linesIn = before + 1;
		this.counters.linesReceived().increment();
		this.deadlines.heard();
		this.floodControl.spend();
		awaitAnswersWritten();
		this.heardAt = this.clock.nanoTime();
		Line taken = (line instanceof Line.Text text) ? text.readAt(this.heardAt) : line;
		this.fanOut.awaitCapacity();
		return taken;
	}

	private @Nullable Line giveUp(CloseReason reason) throws IOException {
		this.recipient.tell(this.recipient.lastWords(reason));
		this.counters.countEvicted(reason);
		return end(reason);
	}

	private @Nullable Line end(CloseReason cause) throws IOException {
		this.endTold = true;
		// before anyone is told, so that it does not hear of its own leave
		this.recipient.hangUp(cause);
		if (!this.recipient.isOpen() || this.stopping.getAsBoolean()) {
			// at a stop there may be nobody left to tell, and the close event tells it
			// too
			awaitLastByte();
			return null;
		}
		return Line.Ended.HERE;
	}

	/**
	 * Waits until the peer has all that was said to it, and has closed, but not for long.
	 * Closing at once would reset a connection that has unread input, and the peer might
	 * lose what it has not read.
	 */
	private void awaitLastByte() throws IOException {
		long deadline = System.nanoTime() + this.settings.drainTimeout().toNanos();
		boolean peerEnded = false;
		while (!this.recipient.isLost() && !(this.recipient.isFinished() && peerEnded)
				&& System.nanoTime() - deadline < 0) {
			int count = peerEnded ? 0 : this.lines.read();
			peerEnded |= count < 0;
			if (count == 0) {
				LockSupport.parkNanos(this, deadline - System.nanoTime());
			}
		}
	}

	/**
	 * Waits while this client's own lines fill half of its outbox: one that asks faster
	 * than it takes answers is read slower. What all hear does not count, so that one
	 * with a backlog of that is still heard.
	 */
	private void awaitAnswersWritten() {
		long limit = this.settings.outboxBytes() / 2;
		while (this.recipient.ownBytes() > limit && !isOver()) {
			LockSupport.parkNanos(this, ANSWERS_CHECK_NANOS);
		}
	}

	/**
	 * Returns whether there is no use in holding it back: a deadline ends it at once,
	 * whatever else there is to read.
	 */
	private boolean isOver() {
		return this.recipient.isOver() || this.deadlines.passed(this.recipient.isListening()) != null;
	}

	private void read(int bytes) {
		if (!this.recipient.isProbe()) {
			this.counters.countReceived(bytes);
		}
	}

	private void answer(byte[] bytes) {
		this.floodControl.spend();
		this.recipient.tell(bytes);
		awaitAnswersWritten();
	}

	/**
	 * Is told how a connection begins, on its reader's thread.
	 */
	interface Listener {

		/**
		 * Something came that is no PROXY header.
		 */
		void begun();

		/**
		 * It is turned away for what came first.
		 */
		void refused(RejectionReason reason);

	}

}
