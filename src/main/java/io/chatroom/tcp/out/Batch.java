package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.line.Lines;
import org.jspecify.annotations.Nullable;

/**
 * A writer's direct buffer. Peers of one sweep mostly get the same bytes, so it keeps
 * them: they are copied from the heap once, not once a peer.
 */
final class Batch {

	private static final int CAPACITY = 64 * 1024;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);

	private final Delivered delivered;

	private byte @Nullable [] source;

	private int from;

	private int length;

	private int lines;

	/**
	 * Creates an empty buffer.
	 * @param delivered counts what channels took, a line with its last byte
	 */
	Batch(Delivered delivered) {
		this.delivered = delivered;
	}

	/**
	 * Writes bytes as far as the channel takes them.
	 * @param bytes the array that has them
	 * @param offset the first
	 * @param count how many
	 * @param channel a channel in non-blocking mode
	 * @return how many it took; fewer than {@code count} when it is full
	 * @throws IOException when the channel is broken
	 */
	int write(byte[] bytes, int offset, int count, WritableByteChannel channel) throws IOException {
		int written = 0;
		while (written < count) {
			hold(bytes, offset + written, Math.min(count - written, CAPACITY));
			int taken = channel.write(this.buffer.limit(this.length).position(0));
			written += taken;
			if (taken < this.length) {
				this.delivered.add(Lines.count(bytes, this.from, this.from + taken), taken);
				break;
			}
			this.delivered.add(this.lines, taken);
		}
		return written;
	}

	@SuppressWarnings("ReferenceEquality") // the array still has what was held: logs
											// and lines are only appended
	private void hold(byte[] bytes, int offset, int count) {
		if (bytes != this.source || offset != this.from || count != this.length) {
			this.buffer.clear().put(bytes, offset, count);
			this.source = bytes;
			this.from = offset;
			this.length = count;
			this.lines = Lines.count(bytes, offset, offset + count);
		}
	}

}
