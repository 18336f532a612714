package io.chatroom.tcp.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.chatroom.tcp.socket.InputWaiter;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one connection's lines. It holds a buffer only while there are bytes in it, so a
 * silent connection has none. Used on the reader's thread, except {@link #hideInput}.
 */
public final class LineReader {

	private static final int BUFFER_BYTES = 4 * 1024;

	/**
	 * The bytes that a read counts for at least. A read of one byte is as much work as a
	 * read of many.
	 */
	private static final int LEAST_READ = 64;

	private static final byte[] NOTHING = new byte[BUFFER_BYTES];

	private static final BlockingQueue<ByteBuffer> BUFFERS = new ArrayBlockingQueue<>(64);

	private final Transport transport;

	private final InputWaiter waiter;

	private final Framing framing;

	private final IntConsumer received;

	private final LineDecoder decoder;

	private final FirstBytes firstBytes = new FirstBytes();

	private @Nullable ByteBuffer input;

	/** Whether the last read has emptied the socket. */
	private boolean drained;

	/** How many bytes have come since the last line, as they count. */
	private long unfinished;

	/**
	 * Creates the reader of one connection.
	 * @param received takes the number of bytes of each read
	 * @param answers takes the bytes that answer telnet commands
	 */
	public LineReader(Transport transport, InputWaiter waiter, LineSettings settings, IntConsumer received,
			Consumer<byte[]> answers) {
		this.transport = transport;
		this.waiter = waiter;
		this.framing = settings.framing();
		this.received = received;
		this.decoder = new LineDecoder(settings.maxLength(), answers);
	}

	/**
	 * Returns the next line of what was read.
	 * @return a line, or null when more must be read for one
	 */
	public @Nullable Line next() {
		if (this.input == null) {
			return null;
		}
		Line line = this.decoder.next(this.input);
		if (line == null) {
			release(this.input);
			if (this.framing == Framing.READ) {
				line = this.decoder.end();
			}
		}
		if (line != null) {
			this.unfinished = 0;
		}
		return line;
	}

	/**
	 * Returns what came after the last line end, once the stream has ended.
	 * @return a line, or null
	 */
	public @Nullable Line last() {
		return this.decoder.end();
	}

	/**
	 * Asks a telnet client for all eight bits of each byte, once.
	 */
	public void requestBinary() {
		this.decoder.requestBinary();
	}

	/**
	 * Makes a telnet program hide or show what is typed. Any thread.
	 * @return what the client is to be sent next; null when it is not known to be telnet,
	 * or hides or shows it already
	 */
	public byte @Nullable [] hideInput(boolean hidden) {
		return this.decoder.hideInput(hidden);
	}

	/**
	 * Reads from the socket. Bytes that were not decoded yet are dropped. When there are
	 * none, the reader's thread is woken once there are.
	 * @return the number of bytes, 0 when the caller must wait, -1 at the end of the
	 * stream
	 * @throws IOException when the connection is lost
	 */
	public int read() throws IOException {
		if (this.drained) {
			// it would find nothing: save the call, and let the poller tell
			this.drained = false;
			this.waiter.await();
			return 0;
		}
		if (this.input != null) {
			release(this.input);
		}
		ByteBuffer buffer = BUFFERS.poll();
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
			this.waiter.await();
		}
		if (count > 0) {
			this.firstBytes.add(buffer);
			this.unfinished += Math.max(count, LEAST_READ);
			this.received.accept(count);
		}
		return count;
	}

	/**
	 * Returns what the connection began with, as far as that is known.
	 */
	public FirstBytes.Kind beginning() {
		return this.firstBytes.kind();
	}

	/**
	 * Returns the bytes received since the last line. A read counts for at least 64.
	 */
	public long unfinishedBytes() {
		return this.unfinished;
	}

	/**
	 * Gives a buffer back, and nothing of what was read in it: it may be a password.
	 */
	private void release(ByteBuffer buffer) {
		this.input = null;
		buffer.put(0, NOTHING, 0, buffer.limit());
		BUFFERS.offer(buffer);
	}

}
