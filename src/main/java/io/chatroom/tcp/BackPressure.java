package io.chatroom.tcp;

import java.util.function.BooleanSupplier;

import io.chatroom.tcp.line.FloodControl;
import io.chatroom.tcp.out.Outbox;
import io.chatroom.tcp.out.Outbox.State;
import io.chatroom.tcp.socket.NanoClock;

/**
 * Makes the reader of one client wait while the client sends too fast, or does not read
 * its answers. So TCP slows the client down, and nothing is lost. It does not wait once
 * the connection ends or a deadline has passed. Used on the reader's thread.
 */
final class BackPressure {

	private static final long ANSWERS_CHECK_NANOS = 1_000_000;

	private final Outbox outbox;

	private final Deadlines deadlines;

	private final NanoClock clock;

	private final FloodControl floodControl;

	/** More bytes of own lines are too many. Lines of logs do not count. */
	private final long mostOwnBytes;

	/**
	 * Creates the back-pressure on one client.
	 * @param outbox the client's
	 * @param deadlines the client's
	 */
	BackPressure(Outbox outbox, Deadlines deadlines, SharedParts parts) {
		this.outbox = outbox;
		this.deadlines = deadlines;
		this.clock = parts.clock();
		this.floodControl = new FloodControl(parts.settings().lines(), this.clock, parts.counters()::countHeldBack,
				this::isOver);
		this.mostOwnBytes = parts.settings().outbox().maxBytes() / 2;
	}

	/**
	 * Waits until the client may send a line or a telnet command.
	 */
	void awaitTurn() {
		this.floodControl.spend();
	}

	/**
	 * Waits until the client may send bytes without a line end.
	 * @param unfinishedBytes the bytes received since the last line
	 */
	void awaitTurn(long unfinishedBytes) {
		this.floodControl.spend(unfinishedBytes);
	}

	/**
	 * Waits while this client's own lines fill half of its outbox.
	 */
	void awaitAnswersWritten() {
		while (isFull() && !isOver()) {
			this.clock.park(this, ANSWERS_CHECK_NANOS);
		}
	}

	/**
	 * Waits as before the next line, so that this client can be sent many lines for one
	 * of its own. It does not become idle meanwhile.
	 * @param isNeeded returns whether the lines are still wanted
	 * @return false when they are not, or the connection ends
	 */
	boolean awaitSpace(BooleanSupplier isNeeded) {
		while (isFull() && this.outbox.state() == State.OPEN && isNeeded.getAsBoolean()) {
			this.clock.park(this, ANSWERS_CHECK_NANOS);
		}
		this.deadlines.heard();
		return this.outbox.state() == State.OPEN && isNeeded.getAsBoolean();
	}

	private boolean isFull() {
		return this.outbox.ownBytes() > this.mostOwnBytes;
	}

	private boolean isOver() {
		return this.outbox.state() != State.OPEN || this.deadlines.passed() != null;
	}

}
