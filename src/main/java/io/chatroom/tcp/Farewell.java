package io.chatroom.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The last word to a connection that is turned away. Any thread; never waits.
 */
final class Farewell {

	/** An HTTP request or a TLS hello, say, that came before the last word went. */
	private static final int UNREAD = 4096;

	private Farewell() {
	}

	/**
	 * Says a line, and that it was the last. What has come is read: closing would reset
	 * the connection otherwise, and take the word back.
	 * @param channel a channel in non-blocking mode, which is to be closed then
	 * @throws IOException when it is gone already
	 */
	static void say(SocketChannel channel, String line) throws IOException {
		channel.write(ByteBuffer.wrap(Lines.encode(line)));
		channel.shutdownOutput();
		channel.read(ByteBuffer.allocate(UNREAD));
	}

}
