package io.chatroom.tcp.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLProtocolException;

import io.chatroom.tcp.line.FirstBytes;
import io.chatroom.tcp.socket.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The input of a TLS connection: decrypts records. Used on the reader's thread.
 */
final class TlsInput {

	/** What the first record of every connection is. */
	private static final int HANDSHAKE_RECORD = 22;

	/**
	 * How many key updates may wait for their answer, which goes out before the next line
	 * does (RFC 8446, 4.6.3). The engine keeps all, so that there must be an end.
	 */
	private static final int MOST_UNANSWERED = 32;

	/**
	 * How many records with nothing to read may come one after the other: empty ones, or
	 * new keys. They cost the peer less than us.
	 */
	private static final int MOST_EMPTY = 32;

	private final Transport socket;

	private final SSLEngine engine;

	/** What came and is not decrypted, to be read from. */
	private @Nullable ByteBuffer records;

	/** What was decrypted and is not read, to be read from. */
	private @Nullable ByteBuffer text;

	private boolean begun;

	/** Whether there is no whole record in what came. */
	private boolean starved = true;

	private boolean ended;

	private int unanswered;

	/** Records since the last with something to read in it. */
	private int empty;

	/** In bytes, of all that came. */
	private long decrypted;

	TlsInput(Transport socket, SSLEngine engine) {
		this.socket = socket;
		this.engine = engine;
	}

	int read(ByteBuffer destination) throws IOException {
		while (this.text == null) {
			if (this.engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
				this.unanswered = 0;
			}
			long before = this.decrypted;
			int progress = advance();
			if (progress <= 0) {
				return progress;
			}
			refuseHandshakes();
			refuseEmptyRecords(this.decrypted - before);
		}
		this.empty = 0;
		int count = Math.min(this.text.remaining(), destination.remaining());
		destination.put(this.text.slice(this.text.position(), count));
		this.text.position(this.text.position() + count);
		if (!this.text.hasRemaining()) {
			TlsBuffers.erase(this.text, 0, this.text.limit());
		}
		this.text = release(this.text);
		return count;
	}

	boolean isBuffering() {
		return this.text != null || !this.starved;
	}

	/**
	 * Reads, or decrypts one record.
	 * @return 1 when it did either, 0 when there is nothing to read, -1 at the end of
	 * what the peer says
	 */
	int advance() throws IOException {
		if (this.ended) {
			return -1;
		}
		if (this.starved) {
			int count = fill();
			if (count <= 0) {
				return count;
			}
		}
		SSLEngineResult.Status status = unwrap().getStatus();
		this.ended = status == SSLEngineResult.Status.CLOSED;
		this.starved = this.records == null || status == SSLEngineResult.Status.BUFFER_UNDERFLOW;
		if (status == SSLEngineResult.Status.BUFFER_OVERFLOW) {
			// the engine refuses by itself what is longer than a buffer
			throw new SSLProtocolException("A record is too long");
		}
		return this.ended ? -1 : 1;
	}

	private int fill() throws IOException {
		ByteBuffer buffer = (this.records != null) ? this.records.compact() : TlsBuffers.take();
		int count = this.socket.read(buffer);
		this.records = release(buffer.flip());
		if (count < 0) {
			// what was cut may have been cut by anyone: only close_notify is an end
			throw new EOFException("The connection ended without close_notify");
		}
		if (count > 0 && !this.begun) {
			this.begun = true;
			if (buffer.get(0) != HANDSHAKE_RECORD) {
				throw new TlsHandshakeException(reason(buffer));
			}
		}
		return count;
	}

	private static TlsHandshakeException.Reason reason(ByteBuffer come) {
		FirstBytes first = new FirstBytes();
		first.add(come);
		return (first.kind() == FirstBytes.Kind.PROXY_HEADER) ? TlsHandshakeException.Reason.PROXY_HEADER
				: TlsHandshakeException.Reason.NOT_TLS;
	}

	/**
	 * Returns whether a byte has come.
	 */
	boolean hasBegun() {
		return this.begun;
	}

	private SSLEngineResult unwrap() throws IOException {
		ByteBuffer from = (this.records != null) ? this.records : ByteBuffer.allocate(0);
		ByteBuffer to = TlsBuffers.take();
		int start = from.position();
		SSLEngineResult result = this.engine.unwrap(from, to);
		this.decrypted += result.bytesConsumed();
		// the engine may decrypt a record where it is
		TlsBuffers.erase(from, start, from.position());
		this.records = (this.records != null) ? release(this.records) : null;
		this.text = release(to.flip());
		return result;
	}

	/**
	 * Rejects renegotiation (TLS 1.2), which costs CPU, and too many key updates.
	 */
	private void refuseHandshakes() throws IOException {
		HandshakeStatus status = this.engine.getHandshakeStatus();
		this.unanswered += (status == HandshakeStatus.NEED_WRAP) ? 1 : 0;
		if (status == HandshakeStatus.NEED_TASK || this.unanswered > MOST_UNANSWERED) {
			throw new SSLProtocolException("The peer wants another handshake, or too many keys");
		}
	}

	private void refuseEmptyRecords(long decrypted) throws IOException {
		if (this.text == null && decrypted > 0 && ++this.empty > MOST_EMPTY) {
			throw new SSLProtocolException("The peer sends records with nothing in them");
		}
	}

	private static @Nullable ByteBuffer release(ByteBuffer buffer) {
		if (buffer.hasRemaining()) {
			return buffer;
		}
		TlsBuffers.giveBack(buffer);
		return null;
	}

}
