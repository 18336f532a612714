package io.chatroom.tcp.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

import javax.net.ssl.SSLEngine;

import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The output of a TLS connection: encrypts records, and holds one that the socket has not
 * taken completely. Used by the writer, and by the reader during the handshake.
 */
final class TlsOutput {

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final Transport socket;

	private final SSLEngine engine;

	/** What the socket has still to take, to be read from. */
	private @Nullable ByteBuffer held;

	private boolean ending;

	TlsOutput(Transport socket, SSLEngine engine) {
		this.socket = socket;
		this.engine = engine;
	}

	int write(ByteBuffer source) throws IOException {
		int start = source.position();
		boolean free = flush();
		while (free && source.hasRemaining()) {
			ByteBuffer records = TlsBuffers.take();
			if (wrap(source, records) == 0) {
				// in TLS 1.2 a peer's close_notify ends both ways
				throw new ClosedChannelException();
			}
			this.held = records.flip();
			free = flush();
		}
		return source.position() - start;
	}

	/**
	 * Makes one record of what the engine has to say by itself. Nothing is held.
	 */
	void answer() throws IOException {
		ByteBuffer records = TlsBuffers.take();
		wrap(NOTHING.duplicate(), records);
		this.held = records.flip();
	}

	private int wrap(ByteBuffer source, ByteBuffer records) throws IOException {
		return this.engine.wrap(source, records).bytesProduced();
	}

	boolean flush() throws IOException {
		if (this.held != null) {
			this.socket.write(this.held);
			if (this.held.hasRemaining()) {
				return false;
			}
			TlsBuffers.giveBack(this.held);
			this.held = null;
		}
		if (!this.socket.flush()) {
			return false;
		}
		if (this.ending) {
			this.socket.shutdownOutput();
		}
		return true;
	}

	/**
	 * Tells the peer that nothing more comes. Nothing is held.
	 */
	void end() throws IOException {
		if (!this.ending) {
			this.ending = true;
			this.engine.closeOutbound();
			ByteBuffer records = TlsBuffers.take();
			while (!this.engine.isOutboundDone() && wrap(NOTHING.duplicate(), records) > 0) {
				// first what is left of a key update, then close_notify
			}
			this.held = records.flip();
		}
		flush();
	}

}
