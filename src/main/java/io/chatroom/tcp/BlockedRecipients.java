package io.chatroom.tcp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.TcpCounters;

/**
 * The recipients of one writer whose sockets are full: it is told when one takes more,
 * and gives up those for whom too much, or anything for too long, has waited. Owned by
 * the writer's thread, but for {@link #wake()}.
 */
final class BlockedRecipients implements Closeable {

	private static final long REVIEW_MILLIS = 10;

	private final TcpSettings settings;

	private final TcpCounters counters;

	private final Consumer<Recipient> write;

	private final Selector selector;

	private final Set<Recipient> blocked = new LinkedHashSet<>();

	private long reviewAt;

	/**
	 * Creates an empty set.
	 * @param settings what may wait for a recipient
	 * @param counters counts evictions
	 * @param write writes a recipient that is not blocked any more
	 */
	BlockedRecipients(TcpSettings settings, TcpCounters counters, Consumer<Recipient> write) {
		this.settings = settings;
		this.counters = counters;
		this.write = write;
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void add(Recipient recipient) {
		recipient.blocked(this.selector);
		if (recipient.isBlocked()) {
			this.blocked.add(recipient);
		}
	}

	boolean isEmpty() {
		return this.blocked.isEmpty();
	}

	/**
	 * Writes those that take more by now.
	 */
	void poll() throws IOException {
		this.selector.selectNow(this::unblock);
	}

	/**
	 * Waits until one takes more, or {@link #wake()}, or it is time for a review.
	 */
	void await() throws IOException {
		this.selector.select(this::unblock, this.blocked.isEmpty() ? 0 : REVIEW_MILLIS);
	}

	/**
	 * Ends {@link #await()}, now or the next time. Any thread.
	 */
	void wake() {
		this.selector.wakeup();
	}

	private void unblock(SelectionKey key) {
		Recipient recipient = (Recipient) key.attachment();
		recipient.unblocked();
		this.blocked.remove(recipient);
		this.write.accept(recipient);
	}

	/**
	 * Gives up those that have used up what a recipient has, now and then.
	 */
	void review() {
		if (this.blocked.isEmpty() || System.nanoTime() - this.reviewAt < 0) {
			return;
		}
		this.reviewAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REVIEW_MILLIS);
		for (Recipient recipient : List.copyOf(this.blocked)) {
			if (!recipient.isOpen()) {
				this.blocked.remove(recipient);
			}
			else if (recipient.queuedBytes() > this.settings.outboxBytes()) {
				evict(recipient, CloseReason.OVERFLOW);
			}
			else if (recipient.isBlockedFor(this.settings.stallTimeout())) {
				evict(recipient, CloseReason.STALLED);
			}
		}
	}

	private void evict(Recipient recipient, CloseReason reason) {
		if (recipient.evict(reason)) {
			this.counters.countEvicted(reason);
		}
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
	}

}
