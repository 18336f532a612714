package io.chatroom.tcp.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A transport without encryption.
 *
 * @param channel a channel in non-blocking mode
 */
public record PlainTransport(SocketChannel channel) implements Transport {

	@Override
	public int read(ByteBuffer destination) throws IOException {
		return this.channel.read(destination);
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		return this.channel.write(source);
	}

	@Override
	public boolean flush() {
		return true;
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.channel.shutdownOutput();
	}

	@Override
	public boolean isBuffering() {
		return false;
	}

	@Override
	public boolean isOpen() {
		return this.channel.isOpen();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
