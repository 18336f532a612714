package io.chatroom.client.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The non-blocking socket of one client, with the incomplete line that it received last
 * and the bytes that it could not write yet. Used by the load thread only.
 */
final class LoadConnection implements Closeable {

	static final int LONGEST_LINE = 16 * 1024;

	private static final byte[] NOTHING = {};

	private final SocketChannel channel;

	private final SelectionKey key;

	private byte[] begun = NOTHING;

	private int begunLength;

	private byte[] unwritten = NOTHING;

	private int unwrittenLength;

	private LoadConnection(SocketChannel channel, SelectionKey key) {
		this.channel = channel;
		this.key = key;
	}

	static LoadConnection open(Selector selector, Optional<InetSocketAddress> from, InetSocketAddress to,
			LoadClient client) throws IOException {
		SocketChannel channel = SocketChannel.open();
		try {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			if (from.isPresent()) {
				channel.bind(from.get());
			}
			channel.connect(to);
			return new LoadConnection(channel, channel.register(selector, SelectionKey.OP_CONNECT, client));
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	void finishConnect() throws IOException {
		this.channel.finishConnect();
		this.key.interestOps(SelectionKey.OP_READ);
	}

	void stopReading() {
		this.key.interestOps(0);
	}

	void resumeReading() {
		this.key.interestOps(SelectionKey.OP_READ);
	}

	/**
	 * Fills the empty buffer with the incomplete line, if any, and with new input.
	 * Returns the length of the incomplete line.
	 */
	int read(ByteBuffer buffer) throws IOException {
		buffer.put(this.begun, 0, this.begunLength);
		if (this.channel.read(buffer) < 0) {
			throw new EOFException("closed by the server");
		}
		return this.begunLength;
	}

	/** Keeps {@code [from, to)}, an incomplete line, for the next read. */
	void keep(ByteBuffer buffer, int from, int to) throws IOException {
		this.begunLength = to - from;
		if (this.begunLength > LONGEST_LINE) {
			throw new IOException("the server sent a line over " + LONGEST_LINE + " bytes");
		}
		if (this.begunLength > this.begun.length) {
			this.begun = new byte[Math.max(128, this.begunLength * 2)];
		}
		buffer.get(from, this.begun, 0, this.begunLength);
	}

	/** Writes what the socket accepts, and keeps the rest. */
	void send(ByteBuffer bytes) throws IOException {
		if (this.unwrittenLength == 0) {
			this.channel.write(bytes);
		}
		int rest = bytes.remaining();
		if (rest > 0) {
			if (this.unwrittenLength + rest > this.unwritten.length) {
				this.unwritten = Arrays.copyOf(this.unwritten, (this.unwrittenLength + rest) * 2);
			}
			bytes.get(this.unwritten, this.unwrittenLength, rest);
			this.unwrittenLength += rest;
			this.key.interestOpsOr(SelectionKey.OP_WRITE);
		}
	}

	void send(String text) throws IOException {
		if (!text.isEmpty()) {
			send(ByteBuffer.wrap(text.getBytes(UTF_8)));
		}
	}

	void writeRest() throws IOException {
		int written = this.channel.write(ByteBuffer.wrap(this.unwritten, 0, this.unwrittenLength));
		this.unwrittenLength -= written;
		System.arraycopy(this.unwritten, written, this.unwritten, 0, this.unwrittenLength);
		if (this.unwrittenLength == 0) {
			this.key.interestOpsAnd(~SelectionKey.OP_WRITE);
		}
	}

	boolean hasUnwritten() {
		return this.unwrittenLength > 0;
	}

	/**
	 * Closes with a reset. The reset is sent at the next select, so the resets of many
	 * connections are sent together.
	 */
	void reset() throws IOException {
		this.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
		close();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
