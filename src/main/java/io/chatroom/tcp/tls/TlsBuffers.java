package io.chatroom.tcp.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Buffers for one TLS record each. A connection has one only while there are bytes in it,
 * so a silent connection has none. Any thread.
 */
final class TlsBuffers {

	/** The largest record, 16 KB and what goes round it, and some room. */
	private static final int CAPACITY = 17 * 1024;

	private static final byte[] NOTHING = new byte[CAPACITY];

	private static final BlockingQueue<ByteBuffer> UNUSED = new ArrayBlockingQueue<>(64);

	private TlsBuffers() {
	}

	/**
	 * Returns a buffer to be written to.
	 */
	static ByteBuffer take() {
		ByteBuffer unused = UNUSED.poll();
		return (unused != null) ? unused.clear() : ByteBuffer.allocate(CAPACITY);
	}

	/**
	 * Overwrites what was read from a buffer: it may be a password.
	 */
	static void erase(ByteBuffer buffer, int from, int to) {
		buffer.put(from, NOTHING, 0, to - from);
	}

	static void giveBack(ByteBuffer buffer) {
		UNUSED.offer(buffer);
	}

}
