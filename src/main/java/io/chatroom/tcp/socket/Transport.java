package io.chatroom.tcp.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/**
 * Moves bytes between the service and one peer. No method waits, because the channel is
 * in non-blocking mode. The reader calls read, the writer the others; both may do so at
 * once.
 */
public interface Transport extends ByteChannel {

	/**
	 * Reads what has come.
	 * @return how many bytes, 0 when none have come, -1 at the end of the stream
	 */
	@Override
	int read(ByteBuffer destination) throws IOException;

	/**
	 * Writes as far as there is room.
	 * @return how many bytes it took; some may be held until they are flushed
	 */
	@Override
	int write(ByteBuffer source) throws IOException;

	/**
	 * Hands on what was taken and is still held.
	 * @return whether nothing is held any more
	 * @throws IOException when the connection is broken
	 */
	boolean flush() throws IOException;

	/**
	 * Tells the peer that nothing more comes, once all was flushed. What tells it may be
	 * held, too, until it is flushed.
	 * @throws IOException when the connection is broken
	 */
	void shutdownOutput() throws IOException;

	/**
	 * Returns whether it may hold input that the socket does not show any more.
	 */
	boolean isBuffering();

}
