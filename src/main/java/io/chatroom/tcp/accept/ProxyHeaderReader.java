package io.chatroom.tcp.accept;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import org.jspecify.annotations.Nullable;

/**
 * Reads the PROXY header of either version at the start of a connection, and not a byte
 * beyond it. What follows is the client's: lines or a TLS handshake. Used on the reader's
 * thread.
 */
final class ProxyHeaderReader {

	/** What has come; its limit is a place that the header reaches in any case. */
	private ByteBuffer header = ByteBuffer.allocate(ProxyHeaderV1.LONGEST).limit(ProxyHeaderV1.SHORTEST);

	/**
	 * Returns whether a byte has come.
	 */
	boolean hasBegun() {
		return this.header.position() > 0;
	}

	/**
	 * Reads what has come of the header.
	 * @param channel the connection's channel
	 * @return the header, or null when the caller is to wait for the rest of it
	 * @throws ProxyHeaderException when it is malformed, or the stream ends within it
	 * @throws EOFException when the stream ends before its first byte
	 * @throws IOException when the connection is lost
	 */
	@Nullable ProxyHeader read(ReadableByteChannel channel) throws IOException {
		int count = channel.read(this.header);
		while (count > 0) {
			int missing = missing();
			if (missing == 0) {
				return parse();
			}
			expect(missing);
			count = channel.read(this.header);
		}
		if (count < 0) {
			throw (this.header.position() > 0) ? new ProxyHeaderException("The stream ends within the PROXY header")
					: new EOFException("The stream ends before the PROXY header");
		}
		return null;
	}

	private int missing() throws ProxyHeaderException {
		ByteBuffer come = come();
		if (agree(come, ProxyHeaderV1.SIGNATURE)) {
			return ProxyHeaderV1.missing(come);
		}
		if (agree(come, ProxyHeaderV2.SIGNATURE)) {
			return ProxyHeaderV2.missing(come);
		}
		throw new ProxyHeaderException("What came first is not a PROXY header");
	}

	private ProxyHeader parse() throws IOException {
		ByteBuffer come = come();
		return agree(come, ProxyHeaderV1.SIGNATURE) ? ProxyHeaderV1.parse(come) : ProxyHeaderV2.parse(come);
	}

	private void expect(int missing) {
		int length = this.header.position() + missing;
		if (length > this.header.capacity()) {
			this.header = ByteBuffer.allocate(length).put(this.header.flip());
		}
		this.header.limit(length);
	}

	private ByteBuffer come() {
		return this.header.duplicate().flip();
	}

	/**
	 * Returns whether they are the same, as far as both go.
	 */
	private static boolean agree(ByteBuffer come, byte[] signature) {
		int length = Math.min(come.limit(), signature.length);
		return come.slice(0, length).equals(ByteBuffer.wrap(signature, 0, length));
	}

}
