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
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.out.FanOut;
import io.chatroom.tcp.out.Outbox;
import io.chatroom.tcp.out.Outbox.State;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Readiness;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one client's lines, no faster than it may send and than it reads its answers, and
 * then its end. Used on the connection's own virtual thread.
 */
final class ConnectionReader {

	private static final long ANSWERS_CHECK_NANOS = 1_000_000;

	private final Outbox outbox;

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

	ConnectionReader(Outbox outbox, Transport transport, Readiness readiness, ChatConnectionFactory factory,
			Listener listener) {
		this.listener = listener;
		this.outbox = outbox;
		this.fanOut = factory.fanOut();
		this.settings = factory.settings();
		this.counters = factory.counters();
		this.stopping = factory::isClosed;
		this.clock = factory.clock();
		this.heardAt = this.clock.nanoTime();
		this.lines = new LineReader(transport, readiness, this.settings.lines(), this.counters::countReceived,
				this::answer);
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
			if (isEnding()) {
				return end(CloseReason.RESET);
			}
			CloseReason late = this.deadlines.passed(this.outbox.isFollowing());
			if (late != null) {
				return giveUp(late);
			}
			Line line = this.lines.next();
			if (line != null) {
				return received(line);
			}
			int count = (this.outbox.state() == State.LOST) ? -1 : this.lines.read();
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

	private boolean isEnding() {
		State state = this.outbox.state();
		return state == State.ENDING || state == State.FINISHED;
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
		return new ClientTraffic(this.linesIn, this.outbox.lines(), this.outbox.queuedBytes(),
				Duration.ofNanos(this.clock.nanoTime() - this.heardAt));
	}

	private void pause() {
		long left = this.deadlines.left(this.outbox.isFollowing());
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
			this.outbox.tell(HttpRequest.answer());
			this.listener.refused(RejectionReason.HTTP);
			return end(CloseReason.REFUSED);
		}
		if (line == Line.Refused.NOT_UTF8 && this.outbox.format() == Format.TEXT) {
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
		if (this.outbox.end(reason, Lines.encode(reason.lastWords(this.outbox.format())))) {
			this.counters.countEvicted(reason);
		}
		return end(reason);
	}

	private @Nullable Line end(CloseReason cause) throws IOException {
		this.endTold = true;
		// before anyone is told, so that it does not hear of its own leave
		this.outbox.end(cause);
		if (this.outbox.state() == State.LOST || this.stopping.getAsBoolean()) {
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
		while (this.outbox.state() != State.LOST && !(this.outbox.state() == State.FINISHED && peerEnded)
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
		long limit = this.settings.outbox().maxBytes() / 2;
		while (this.outbox.ownBytes() > limit && !isOver()) {
			LockSupport.parkNanos(this, ANSWERS_CHECK_NANOS);
		}
	}

	/**
	 * Returns whether there is no use in holding it back: a deadline ends it at once,
	 * whatever else there is to read.
	 */
	private boolean isOver() {
		return this.outbox.state() != State.OPEN || this.deadlines.passed(this.outbox.isFollowing()) != null;
	}

	private void answer(byte[] bytes) {
		this.floodControl.spend();
		this.outbox.tell(bytes);
		awaitAnswersWritten();
	}

	/**
	 * Learns how a connection begins, on its reader's thread.
	 */
	interface Listener {

		/**
		 * The first bytes are no PROXY header.
		 */
		void begun();

		/**
		 * The connection is rejected because of its first bytes.
		 */
		void refused(RejectionReason reason);

	}

}
