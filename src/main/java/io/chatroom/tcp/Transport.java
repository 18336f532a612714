package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.ByteChannel;

/**
 * How bytes go between the service and one peer. Nothing here waits: {@code read} returns
 * 0 when nothing has come, {@code write} takes what it can. The reader reads and the
 * writer does the rest; both may do so at once.
 */
interface Transport extends ByteChannel {

	/**
	 * Hands on what was taken and is still held.
	 * @return whether nothing is held any more
	 * @throws IOException when the connection is broken
	 */
	boolean flush() throws IOException;

	/**
	 * Tells the peer that nothing more comes, once all was flushed.
	 * @throws IOException when the connection is broken
	 */
	void shutdownOutput() throws IOException;

	/**
	 * Returns whether it may hold input that the socket does not show any more.
	 */
	boolean isBuffering();

}
