package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Whether one recipient's socket is full, and since when. Owned by the writer.
 */
final class FullSocket {

	private final SocketChannel channel;

	private @Nullable SelectionKey key;

	private boolean full;

	private long since;

	FullSocket(SocketChannel channel) {
		this.channel = channel;
	}

	boolean isFull() {
		return this.full;
	}

	boolean isFullFor(Duration time) {
		return this.full && System.nanoTime() - this.since >= time.toNanos();
	}

	/**
	 * Notes that it is full.
	 * @param selector tells when it takes more
	 * @param recipient what the selector's key is to carry
	 * @throws IOException when it is closed
	 * @throws java.nio.channels.CancelledKeyException when it is just being closed
	 */
	void fill(Selector selector, Recipient recipient) throws IOException {
		if (this.key == null) {
			this.key = this.channel.register(selector, SelectionKey.OP_WRITE, recipient);
		}
		else {
			this.key.interestOps(SelectionKey.OP_WRITE);
		}
		this.full = true;
		this.since = System.nanoTime();
	}

	/**
	 * Notes that it takes more.
	 * @throws java.nio.channels.CancelledKeyException when it is just being closed
	 */
	void empty() {
		this.full = false;
		if (this.key != null) {
			this.key.interestOps(0);
		}
	}

}
