package io.chatroom.tcp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.ConnectionAccounting;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.line.FirstBytes;
import io.chatroom.tcp.line.HttpRequest;
import io.chatroom.tcp.line.Line;
import io.chatroom.tcp.line.LineReader;
import io.chatroom.tcp.line.Lines;
import io.chatroom.tcp.out.FanOut;
import io.chatroom.tcp.out.Outbox;
import io.chatroom.tcp.out.Outbox.State;
import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one client's lines. Used on the connection's own virtual thread, except
 * {@link #hideInput} and {@link #traffic}.
 * <p>
 * It also ends the connection: the same loop finds each reason to end it, and the same
 * input is read until the peer has closed.
 */
final class ConnectionReader {

	private final Outbox outbox;

	private final LineReader lines;

	private final FanOut fanOut;

	private final TcpSettings settings;

	private final TcpCounters counters;

	private final BooleanSupplier stopping;

	private final ConnectionAccounting accounting;

	private final NanoClock clock;

	private final Deadlines deadlines;

	private final BackPressure pressure;

	/** How many lines have come. Set by the reader's thread, as is the next. */
	private volatile long linesIn;

	/** When the last line came, in the time of the clock. */
	private volatile long heardAt;

	/** Whether it is known what the connection began with. */
	private boolean begun;

	private boolean endReturned;

	/**
	 * Creates a reader. The time that the client has for its name starts here.
	 * @param accounting counts and logs how the connection begins
	 * @param stopping whether the service stops
	 */
	ConnectionReader(Outbox outbox, Transport transport, InputWaiter waiter, SharedParts parts,
			ConnectionAccounting accounting, BooleanSupplier stopping) {
		this.outbox = outbox;
		this.fanOut = parts.fanOut();
		this.settings = parts.settings();
		this.counters = parts.counters();
		this.clock = parts.clock();
		this.stopping = stopping;
		this.accounting = accounting;
		this.heardAt = this.clock.nanoTime();
		this.lines = new LineReader(transport, waiter, this.settings.lines(), this.counters::countReceived,
				this::answer);
		this.deadlines = new Deadlines(this.settings.nameDeadline(), this.settings.idleTimeout(), outbox::hasFollowed,
				this.clock::nanoTime);
		this.pressure = new BackPressure(outbox, this.deadlines, parts);
	}

	/**
	 * Waits for the next line.
	 * @return a line, the last of which is {@link Line.NoText#END}, or null after the
	 * last
	 * @throws IOException when the connection is lost
	 */
	@Nullable Line next() throws IOException {
		while (!this.endReturned) {
			if (isEnding()) {
				return end(CloseReason.RESET);
			}
			CloseReason late = this.deadlines.passed();
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
			if (count > 0 && !this.begun && !checkFirstBytes()) {
				return end(CloseReason.REFUSED);
			}
			this.pressure.awaitTurn(this.lines.unfinishedBytes());
			if (count == 0) {
				pause();
			}
		}
		awaitLastByte();
		return null;
	}

	/**
	 * Sends what makes a telnet program hide or show what is typed. Any thread.
	 */
	void hideInput(boolean hidden) {
		if (hidden && this.outbox.format() == Format.JSON) {
			// a program that reads JSON would trip over the bytes
			return;
		}
		byte[] command = this.lines.hideInput(hidden);
		if (command != null) {
			this.outbox.tell(command);
		}
	}

	private boolean isEnding() {
		State state = this.outbox.state();
		return state == State.ENDING || state == State.FINISHED;
	}

	/**
	 * Looks at the first bytes, until it is known what they are.
	 * @return false when they are a PROXY header, which is rejected
	 */
	private boolean checkFirstBytes() {
		FirstBytes.Kind kind = this.lines.beginning();
		this.accounting.heard();
		this.begun = kind != FirstBytes.Kind.UNDECIDED;
		// an HTTP request is rejected when it comes as a line
		if (kind == FirstBytes.Kind.OTHER) {
			this.accounting.begin();
		}
		else if (kind == FirstBytes.Kind.PROXY_HEADER) {
			this.accounting.rejected(RejectionReason.PROXY_HEADER);
		}
		return kind != FirstBytes.Kind.PROXY_HEADER;
	}

	/**
	 * Returns what slows the client down.
	 */
	BackPressure pressure() {
		return this.pressure;
	}

	/**
	 * Returns what has passed so far. Any thread.
	 */
	ClientTraffic traffic() {
		return new ClientTraffic(this.linesIn, this.outbox.lines(), this.outbox.queuedBytes(),
				Duration.ofNanos(this.clock.nanoTime() - this.heardAt));
	}

	private void pause() {
		long left = this.deadlines.left();
		if (left == Long.MAX_VALUE) {
			// without a timer, which would cost memory for each silent member
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
			this.accounting.rejected(RejectionReason.HTTP);
			return end(CloseReason.REFUSED);
		}
		if (line == Line.NoText.NOT_UTF8 && this.outbox.format() == Format.TEXT) {
			// a program that reads JSON is no telnet, and would trip over the bytes
			this.lines.requestBinary();
		}
		this.linesIn = before + 1;
		this.accounting.lineReceived();
		this.deadlines.heard();
		this.pressure.awaitTurn();
		this.pressure.awaitAnswersWritten();
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
		this.endReturned = true;
		// before the leave is broadcast, so that the client does not receive it
		this.outbox.end(cause);
		if (this.outbox.state() == State.LOST || this.stopping.getAsBoolean()) {
			// at a stop the room may be closed; the close event says it, too
			awaitLastByte();
			return null;
		}
		return Line.NoText.END;
	}

	/**
	 * Waits until everything queued is written and the peer has closed, at most the drain
	 * timeout. Closing at once would reset a connection that has unread input, and the
	 * peer might lose what it has not read.
	 */
	private void awaitLastByte() throws IOException {
		long deadline = this.clock.nanoTime() + this.settings.drainTimeout().toNanos();
		boolean peerEnded = false;
		while (this.outbox.state() != State.LOST && !(this.outbox.state() == State.FINISHED && peerEnded)
				&& this.clock.nanoTime() - deadline < 0) {
			int count = peerEnded ? 0 : this.lines.read();
			peerEnded |= count < 0;
			if (count == 0) {
				this.clock.park(this, deadline - this.clock.nanoTime());
			}
		}
	}

	private void answer(byte[] bytes) {
		this.pressure.awaitTurn();
		this.outbox.tell(bytes);
		this.pressure.awaitAnswersWritten();
	}

}
