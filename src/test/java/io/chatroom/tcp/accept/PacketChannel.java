package io.chatroom.tcp.accept;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A channel whose bytes come in packets: between two of them, once, there is nothing to
 * read. For a test.
 */
final class PacketChannel implements ReadableByteChannel {

	private final byte[] stream;

	private final int[] places;

	private int place;

	private int position;

	private int mostAsked;

	private boolean ended;

	/**
	 * Creates a channel that ends behind its bytes.
	 * @param stream the bytes
	 * @param places where packets end, ascending
	 */
	PacketChannel(byte[] stream, int... places) {
		this.stream = stream;
		this.places = places;
	}

	/**
	 * Reads a header.
	 * @return the client's address and port, or {@code own}, and {@code tls} behind it
	 */
	String readHeader() throws Exception {
		ProxyHeaderReader reader = new ProxyHeaderReader();
		ProxyHeader header = reader.read(this);
		while (header == null) {
			header = reader.read(this);
		}
		String source = (header.source() != null)
				? header.source().getAddress().getHostAddress() + " " + header.source().getPort() : "own";
		return header.isTls() ? source + " tls" : source;
	}

	@Override
	public int read(ByteBuffer into) {
		assertThat(into.hasRemaining()).as("asks for something").isTrue();
		this.mostAsked = Math.max(this.mostAsked, into.remaining());
		if (this.place < this.places.length && this.places[this.place] == this.position) {
			this.place++;
			return 0;
		}
		if (this.position == this.stream.length) {
			assertThat(this.ended).as("notices the end").isFalse();
			this.ended = true;
			return -1;
		}
		int end = (this.place < this.places.length) ? this.places[this.place] : this.stream.length;
		int count = Math.min(into.remaining(), end - this.position);
		into.put(this.stream, this.position, count);
		this.position += count;
		return count;
	}

	/**
	 * Returns how many bytes were read.
	 */
	int position() {
		return this.position;
	}

	/**
	 * Returns how many bytes were asked for at once at most.
	 */
	int mostAsked() {
		return this.mostAsked;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void close() {
	}

}
