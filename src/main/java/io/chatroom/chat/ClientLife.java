package io.chatroom.chat;

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

	/** How many threads wait: a needless notifyAll costs 50 ns. */
	@GuardedBy("this")
	private int waiting;

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
		changed();
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
		changed();
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
		changed();
	}

	synchronized boolean wasDropped() {
		return this.dropped;
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
		boolean waits = true;
		while (waits && (this.handler != null || this.outstanding > 0)) {
			waits = awaitChangeUntil(end);
		}
	}

	/**
	 * Notes that its leave is applied, and its name free; or that it had no name.
	 */
	synchronized void gone() {
		this.gone = true;
		changed();
	}

	/**
	 * Waits until its leave is applied, unless this thread handles its lines.
	 * @param end until when at most, as {@link System#nanoTime()}
	 */
	synchronized void awaitGone(long end) {
		boolean waits = !Thread.currentThread().equals(this.handler);
		while (waits && !this.gone) {
			waits = awaitChangeUntil(end);
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
		changed();
	}

	/**
	 * Waits until all that was proposed for it is applied.
	 * @return false when it has ended
	 */
	synchronized boolean awaitApplied() {
		try {
			while (this.outstanding > 0 && this.ending == null) {
				awaitChange(0);
			}
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
				awaitChange(0);
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return !this.left;
	}

	@GuardedBy("this")
	private void changed() {
		if (this.waiting > 0) {
			notifyAll();
		}
	}

	/**
	 * Waits for a change.
	 * @param millis how long at most; 0 for as long as it takes
	 */
	@GuardedBy("this")
	@SuppressWarnings("WaitNotInLoop")
	private void awaitChange(long millis) throws InterruptedException {
		this.waiting++;
		try {
			wait(millis);
		}
		finally {
			this.waiting--;
		}
	}

	/**
	 * Waits for a change until a time.
	 * @param end the time, as {@link System#nanoTime()}
	 * @return false when it has come, or the thread was interrupted
	 */
	@GuardedBy("this")
	private boolean awaitChangeUntil(long end) {
		long left = (end - System.nanoTime()) / 1_000_000;
		try {
			if (left > 0) {
				awaitChange(left);
			}
			return left > 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
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
