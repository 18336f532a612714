package io.chatroom.tcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;

import io.chatroom.tcp.socket.Transport;

/**
 * A transport that takes everything, and hands it on when it is let.
 */
final class HeldTransport implements Transport {

	private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

	private boolean held;

	private boolean heldAtEnd;

	private boolean shutDown;

	private boolean closed;

	void hold(boolean hold) {
		this.held = hold;
	}

	/**
	 * Makes it hold from its end on: as it does close_notify, say.
	 */
	void holdAtEnd() {
		this.heldAtEnd = true;
	}

	String text() {
		return this.taken.toString(StandardCharsets.UTF_8);
	}

	boolean isShutDown() {
		return this.shutDown;
	}

	@Override
	public int read(ByteBuffer target) {
		return 0;
	}

	@Override
	public int write(ByteBuffer source) throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		byte[] bytes = new byte[source.remaining()];
		source.get(bytes);
		this.taken.writeBytes(bytes);
		return bytes.length;
	}

	@Override
	public boolean flush() {
		return !this.held;
	}

	@Override
	public void shutdownOutput() {
		this.shutDown = true;
		this.held |= this.heldAtEnd;
	}

	@Override
	public boolean isBuffering() {
		return false;
	}

	@Override
	public boolean isOpen() {
		return !this.closed;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
