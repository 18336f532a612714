package io.chatroom.chat;

import java.time.Duration;
import java.util.function.Function;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Left;
import org.jspecify.annotations.Nullable;

/**
 * What a client waits for, and how it ends. It ends once, for the first reason given. Its
 * leave is proposed after the line that is being handled, so it is its last event. This
 * object is the client's lock, taken after a room's. Any thread.
 */
final class ClientLife {

	/** The thread that handles a line of it, or null. */
	@GuardedBy("this")
	private @Nullable Thread handler;

	/** How many of its proposals are not applied yet. */
	@GuardedBy("this")
	private int outstanding;

	/** Whether a thread waits: a needless notifyAll costs 50 ns. */
	@GuardedBy("this")
	private boolean waiting;

	@GuardedBy("this")
	private @Nullable Ending ending;

	@GuardedBy("this")
	private boolean left;

	@GuardedBy("this")
	private boolean gone;

	/** Whether no more lines of it are handled. */
	@GuardedBy("this")
	private boolean frozen;

	@GuardedBy("this")
	private boolean dropped;

	/**
	 * Begins to handle a line.
	 * @return false when the client has ended
	 */
	synchronized boolean begin() {
		this.handler = (this.ending == null && !this.frozen) ? Thread.currentThread() : null;
		return this.handler != null;
	}

	/**
	 * Ends the handling of a line.
	 * @return as {@link #takeLeave()}
	 */
	synchronized boolean done() {
		this.handler = null;
		if (this.waiting) {
			notifyAll();
		}
		return takeLeave();
	}

	/**
	 * Ends it, unless it has ended.
	 * @param reason why the server closes it, or null when the connection has ended
	 * @param lastWords the last line
	 * @param leave returns what its room sees, given its name
	 * @return whether it had not ended
	 */
	synchronized boolean end(@Nullable CloseReason reason, String lastWords, Function<String, RoomEvent> leave) {
		if (this.ending != null) {
			return false;
		}
		this.ending = new Ending(reason, lastWords, leave);
		notifyAll();
		return true;
	}

	/**
	 * Ends it at a stop, and takes its leave, which nobody receives.
	 * @return false when it has ended before
	 */
	synchronized boolean endAtStop(CloseReason reason) {
		boolean ends = end(reason, reason.lastWords(), Left::new);
		this.left |= ends;
		return ends;
	}

	/**
	 * Ends it without a leave: other nodes have let it leave, or will. Nothing more is
	 * proposed for it.
	 */
	synchronized void drop(CloseReason reason) {
		end(reason, reason.lastWords(), Left::new);
		this.dropped = true;
		this.left = true;
		this.outstanding = 0;
		notifyAll();
	}

	/**
	 * Lets no more lines of it be handled.
	 */
	synchronized void freeze() {
		this.frozen = true;
	}

	/**
	 * Waits until no line of it is handled, and all that was proposed for it is applied.
	 * @param end until when at most, as {@link System#nanoTime()}
	 */
	synchronized void awaitQuiet(long end) {
		try {
			for (long left = (end - System.nanoTime()) / 1_000_000; (this.handler != null || this.outstanding > 0)
					&& left > 0; left = (end - System.nanoTime()) / 1_000_000) {
				this.waiting = true;
				wait(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Notes that its leave is applied, and its name free; or that it had no name.
	 */
	synchronized void gone() {
		this.gone = true;
		notifyAll();
	}

	/**
	 * Waits until its leave is applied, unless this thread handles its lines.
	 * @param timeout how long at most
	 */
	synchronized void awaitGone(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		try {
			for (long left = timeout.toMillis(); isAwaited()
					&& left > 0; left = (end - System.nanoTime()) / 1_000_000) {
				wait(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns true once, to one caller, when it has ended and none of its lines is
	 * handled: the caller lets it leave.
	 */
	synchronized boolean takeLeave() {
		boolean taken = this.ending != null && this.handler == null && !this.left;
		this.left |= taken;
		return taken;
	}

	@GuardedBy("this")
	private boolean isAwaited() {
		return !this.gone && !Thread.currentThread().equals(this.handler);
	}

	/**
	 * Returns how it ended, or null if it has not.
	 */
	synchronized @Nullable Ending ending() {
		return this.ending;
	}

	/**
	 * Notes that something is proposed for it.
	 * @return false if that must not be, since it was dropped
	 */
	synchronized boolean proposed() {
		if (!this.dropped) {
			this.outstanding++;
		}
		return !this.dropped;
	}

	synchronized void applied() {
		this.outstanding = Math.max(0, this.outstanding - 1);
		if (this.waiting) {
			notifyAll();
		}
	}

	/**
	 * Waits until all that was proposed for it is applied.
	 * @return false when it has ended
	 */
	synchronized boolean awaitApplied() {
		try {
			while (this.outstanding > 0 && this.ending == null) {
				this.waiting = true;
				wait();
			}
			this.waiting = false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		return this.ending == null;
	}

	/**
	 * Waits until all that was proposed for it is applied, also when it has ended.
	 * @return false when its leave was taken meanwhile: the server stops
	 */
	synchronized boolean awaitAppliedToTheEnd() {
		boolean interrupted = false;
		while (this.outstanding > 0 && !this.left) {
			try {
				this.waiting = true;
				wait();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		this.waiting = false;
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return !this.left;
	}

	/**
	 * How a client ended.
	 *
	 * @param reason why the server closes it, or null when the connection has ended
	 * @param lastWords the last line
	 * @param leave returns what its room sees, given its name
	 */
	record Ending(@Nullable CloseReason reason, String lastWords, Function<String, RoomEvent> leave) {
	}

}
