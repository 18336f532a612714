package io.chatroom.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Reads one connection's lines. It holds a buffer only while there is something in it, so
 * that a silent connection costs none. Used on the reader's thread.
 */
final class LineReader {

	private static final int BUFFER_BYTES = 4 * 1024;

	private static final BlockingQueue<ByteBuffer> BUFFERS = new ArrayBlockingQueue<>(64);

	private final Transport transport;

	private final ReadinessPoller poller;

	private final LineDecoder decoder;

	private @Nullable ByteBuffer input;

	private @Nullable SelectionKey key;

	/** Whether the last read has emptied the socket. */
	private boolean drained;

	/** Whether the poller was asked to wake the reader, and has not yet. */
	private volatile boolean awaited;

	LineReader(Transport transport, ReadinessPoller poller, int maxLineLength, Consumer<byte[]> answers) {
		this.transport = transport;
		this.poller = poller;
		this.decoder = new LineDecoder(maxLineLength, answers);
	}

	/**
	 * Returns the next line of what was read.
	 * @return a line, or null when more must be read for one
	 */
	@Nullable Line next() {
		if (this.input == null) {
			return null;
		}
		Line line = this.decoder.next(this.input);
		if (line == null) {
			release(this.input);
		}
		return line;
	}

	/**
	 * Returns what came after the last line end, once the stream has ended.
	 * @return a line, or null
	 */
	@Nullable Line last() {
		return this.decoder.end();
	}

	/**
	 * Reads what has come; bytes that were not decoded yet are dropped. When nothing has,
	 * it asks the poller to call {@code connection} once something has.
	 * @return how many bytes; 0 when the caller is to wait; -1 at the end of the stream
	 * @throws IOException when the connection is lost
	 */
	int read(ChatConnection connection) throws IOException {
		if (this.drained) {
			// it would find nothing: save the call, and let the poller tell
			this.drained = false;
			await(connection);
			return 0;
		}
		ByteBuffer buffer = (this.input != null) ? this.input : BUFFERS.poll();
		if (buffer == null) {
			buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
		}
		this.input = buffer;
		int count = this.transport.read(buffer.clear());
		this.drained = count > 0 && buffer.hasRemaining() && !this.transport.isBuffering();
		buffer.flip();
		if (count <= 0) {
			release(buffer);
		}
		if (count == 0) {
			await(connection);
		}
		return count;
	}

	/**
	 * Asks the poller to call {@code connection} once there is something to read.
	 */
	void await(ChatConnection connection) throws IOException {
		if (!this.awaited) {
			this.awaited = true;
			this.key = this.poller.await(connection, this.key);
		}
	}

	/**
	 * Says that the poller has seen something to read. Called by the poller.
	 */
	void polled() {
		this.awaited = false;
	}

	private void release(ByteBuffer buffer) {
		this.input = null;
		BUFFERS.offer(buffer);
	}

}
