package io.chatroom.tcp.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What passes through TLS over channels that take and give a few bytes at a time.
 */
class TlsTransportTests extends TlsScript {

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void losesAndDoublesNothingHoweverLittleTheSocketTakes(String protocol) throws Exception {
		for (int i = 0; i < 20; i++) {
			NarrowPipe between = new NarrowPipe(this.random);
			Pair pair = connect(between, engine(false, protocol), engine(true, protocol));
			Stream down = new Stream(pair.server(), pair.client(), bytes());
			Stream up = new Stream(pair.client(), pair.server(), bytes());
			while (!down.isDone() || !up.isDone()) {
				down.step();
				up.step();
			}
			assertThat(down.received()).as("seed %s", SEED).isEqualTo(down.sent());
			assertThat(up.received()).as("seed %s", SEED).isEqualTo(up.sent());
			assertThat(pair.server().isBuffering()).isFalse();
			end(pair.server());
			assertThat(readAll(pair.client())).isEmpty();
			assertThat(between.near().isEnded()).isTrue();
		}
	}

	@Test
	void takesAtMostOneRecordWhenTheSocketIsFull() throws Exception {
		Pair pair = connect("TLSv1.3");
		this.pipe.near().stick(true);
		ByteBuffer text = ByteBuffer.allocate(100_000);
		assertThat(pair.server().write(text)).isBetween(1, 16 * 1024);
		assertThat(pair.server().write(text)).isZero();
		assertThat(pair.server().flush()).isFalse();
	}

	@Test
	void saysThatThereIsMoreThanWasRead() throws Exception {
		Pair pair = connect("TLSv1.3");
		write(pair.client(), "one record");
		write(pair.client(), "and another");
		ByteBuffer few = ByteBuffer.allocate(3);
		StringBuilder read = new StringBuilder();
		boolean both = false;
		while (read.length() < 21) {
			read.append(readSome(pair.server(), few));
			both |= !this.pipe.near().hasInput() && pair.server().isBuffering();
			assertThat(read.length() == 21 || this.pipe.near().hasInput() || pair.server().isBuffering())
				.as("more of %s", read)
				.isTrue();
		}
		assertThat(read).hasToString("one recordand another");
		assertThat(both).isTrue();
		assertThat(pair.server().isBuffering()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 17 * 1024 - 4, 20_000 })
	void refusesARecordThatIsTooLong(int length) throws Exception {
		Pair pair = connect("TLSv1.3");
		ByteBuffer record = ByteBuffer.allocate(40_000).put(new byte[] { 23, 3, 3 }).putShort((short) length).clear();
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> {
			while (record.hasRemaining()) {
				this.pipe.far().write(record);
				pair.server().read(ByteBuffer.allocate(4096));
			}
		});
	}

	private byte[] bytes() {
		byte[] bytes = new byte[this.random.nextInt(60_000)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	/**
	 * Bytes on their way from one transport to the other, in pieces of any size.
	 */
	private final class Stream {

		private final TlsTransport from;

		private final TlsTransport to;

		private final ByteBuffer source;

		private final ByteBuffer destination;

		Stream(TlsTransport from, TlsTransport to, byte[] bytes) {
			this.from = from;
			this.to = to;
			this.source = ByteBuffer.wrap(bytes);
			this.destination = ByteBuffer.allocate(bytes.length + 1);
		}

		void step() throws IOException {
			Random random = TlsTransportTests.this.random;
			int end = Math.min(this.source.position() + random.nextInt(1, 40_000), this.source.capacity());
			this.from.write(this.source.limit(end));
			this.source.limit(this.source.capacity());
			this.from.flush();
			int limit = Math.min(this.destination.position() + random.nextInt(1, 5000), this.destination.capacity());
			this.to.read(this.destination.limit(limit));
		}

		boolean isDone() {
			return this.destination.position() >= this.source.capacity();
		}

		byte[] sent() {
			return this.source.array();
		}

		byte[] received() {
			byte[] bytes = new byte[this.destination.position()];
			this.destination.get(0, bytes);
			return bytes;
		}

	}

}
