package io.chatroom.tcp.out;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.chatroom.protocol.CloseReason;

/**
 * The lanes of one writer whose sockets are full. It waits until a socket takes more, and
 * evicts clients that read too slowly. Used on the writer's thread, except
 * {@link #wakeUp()}.
 */
final class FullLanes implements AutoCloseable {

	private static final long REVIEW_MILLIS = 10;

	private final OutboxLimits limits;

	private final Consumer<CloseReason> onEvicted;

	private final LongSupplier nanoTime;

	private final Consumer<Lane> write;

	private final Selector selector;

	private final Set<Lane> lanes = new LinkedHashSet<>();

	private long reviewAt;

	/** Whether a channel was closed whose key the selector may still hold. */
	private boolean closedSome;

	/**
	 * Creates an empty set.
	 * @param onEvicted takes the reason of each eviction
	 * @param write writes a lane whose socket takes more, or whose channel was closed
	 */
	FullLanes(OutboxLimits limits, Consumer<CloseReason> onEvicted, LongSupplier nanoTime, Consumer<Lane> write) {
		this.limits = limits;
		this.onEvicted = onEvicted;
		this.nanoTime = nanoTime;
		this.write = write;
		this.reviewAt = nanoTime.getAsLong();
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds a lane whose socket is full. It loses one whose channel was closed.
	 */
	void add(Lane lane) {
		try {
			lane.channel().register(this.selector, SelectionKey.OP_WRITE, lane);
			lane.markFull(this.nanoTime.getAsLong());
			this.lanes.add(lane);
		}
		catch (IOException | CancelledKeyException ex) {
			lane.outbox().lose();
		}
	}

	/**
	 * Removes a lane whose channel was closed.
	 */
	void closed(Lane lane) {
		this.lanes.remove(lane);
		this.closedSome = true;
	}

	/**
	 * Evicts clients that have exceeded a limit. It looks every 10 ms at most.
	 */
	void review() {
		if (this.lanes.isEmpty() || this.nanoTime.getAsLong() - this.reviewAt < 0) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		this.reviewAt = now + TimeUnit.MILLISECONDS.toNanos(REVIEW_MILLIS);
		for (Lane lane : List.copyOf(this.lanes)) {
			if (!lane.isOpen()) {
				this.write.accept(lane);
			}
			else if (lane.outbox().queuedBytes() > this.limits.maxBytes()) {
				evict(lane, CloseReason.OVERFLOW);
			}
			else if (lane.isFullFor(this.limits.stallTimeout().toNanos(), now)) {
				evict(lane, CloseReason.STALLED);
			}
		}
	}

	private void evict(Lane lane, CloseReason reason) {
		if (lane.outbox().evict(reason)) {
			this.onEvicted.accept(reason);
		}
	}

	/**
	 * Writes the lanes whose sockets take more by now.
	 */
	void poll() throws IOException {
		if (!this.lanes.isEmpty() || this.closedSome) {
			this.closedSome = false;
			this.selector.selectNow(this::writable);
		}
	}

	/**
	 * Waits until a socket takes more, a review is due, or {@link #wakeUp()} is called.
	 */
	void await() throws IOException {
		// drops the keys of closed channels, too
		this.closedSome = false;
		this.selector.select(this::writable, this.lanes.isEmpty() ? 0 : REVIEW_MILLIS);
	}

	private void writable(SelectionKey key) {
		Lane lane = (Lane) key.attachment();
		lane.markWritable();
		this.lanes.remove(lane);
		try {
			key.interestOps(0);
		}
		catch (CancelledKeyException ex) {
			lane.outbox().lose();
		}
		this.write.accept(lane);
	}

	/**
	 * Ends the current or the next {@link #await()}. Any thread.
	 */
	void wakeUp() {
		this.selector.wakeup();
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
	}

}
