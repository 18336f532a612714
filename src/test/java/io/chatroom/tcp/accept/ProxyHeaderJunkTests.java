package io.chatroom.tcp.accept;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever comes in place of a PROXY header costs a connection at most. To see a failure
 * again, run with {@code -Dseed} as it was printed.
 */
class ProxyHeaderJunkTests {

	private static final int ROUNDS = 20_000;

	private static final byte[] WITH_CHECKSUM = HexFormat.of()
		.parseHex("0d0a0d0a000d0a515549540a21110013cb007107c0000201dc04138803000412a0229e");

	private static final List<byte[]> GOOD = List.of(WITH_CHECKSUM,
			"PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000\r\n".getBytes(StandardCharsets.US_ASCII),
			"PROXY TCP6 2001:db8::7 ::ffff:192.0.2.1 56324 5000\r\n".getBytes(StandardCharsets.US_ASCII),
			"PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@Test
	void junkIsMalformedAtWorst() {
		for (int i = 0; i < ROUNDS; i++) {
			byte[] stream = (i % 4 == 0) ? junk() : damaged();
			PacketChannel channel = new PacketChannel(stream, this.random.nextInt(stream.length + 1));
			String said = outcome(channel);
			Supplier<String> how = () -> "seed %d, bytes %s, %s".formatted(this.seed, HexFormat.of().formatHex(stream),
					said);
			assertThat(said).as(how).doesNotContain("Unexpected");
			assertThat(channel.mostAsked()).as(how).isBetween(1, ProxyHeaderV2.LONGEST);
			assertThat(channel.position()).as(how).isLessThanOrEqualTo(ProxyHeaderV2.LONGEST);
		}
	}

	@Test
	void aChecksumTellsADamagedAddress() {
		int addresses = 16;
		for (int bit = 8 * addresses; bit < 8 * (addresses + 12); bit++) {
			byte[] header = WITH_CHECKSUM.clone();
			header[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(outcome(new PacketChannel(header))).as("bit %d", bit).isEqualTo("malformed");
		}
	}

	private static String outcome(PacketChannel channel) {
		try {
			return channel.readHeader();
		}
		catch (ProxyHeaderException | EOFException ex) {
			return "malformed";
		}
		catch (Exception ex) {
			return "Unexpected " + ex;
		}
	}

	private byte[] junk() {
		byte[] bytes = new byte[this.random.nextInt(200)];
		this.random.nextBytes(bytes);
		byte[] start = GOOD.get(this.random.nextInt(GOOD.size()));
		int kept = Math.min(bytes.length, this.random.nextInt(start.length));
		System.arraycopy(start, 0, bytes, 0, kept);
		return bytes;
	}

	/**
	 * Returns a good header in which a few bytes are others, or are there twice, or lack.
	 */
	private byte[] damaged() {
		byte[] good = GOOD.get(this.random.nextInt(GOOD.size()));
		ByteBuffer damaged = ByteBuffer.allocate(2 * good.length + 3000);
		for (byte octet : good) {
			switch (this.random.nextInt(40)) {
				case 0 -> {
				}
				case 1 -> damaged.put(octet).put(octet);
				case 2 -> damaged.put((byte) this.random.nextInt(256));
				case 3 -> damaged.put(good[this.random.nextInt(good.length)]);
				default -> damaged.put(octet);
			}
		}
		damaged.position(damaged.position() + this.random.nextInt(3000));
		byte[] bytes = new byte[damaged.position()];
		damaged.get(0, bytes);
		return bytes;
	}

}
