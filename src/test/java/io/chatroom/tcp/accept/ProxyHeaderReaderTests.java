package io.chatroom.tcp.accept;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Headers as they are in the specification, however they are split, and none that is not
 * there. In hexadecimal, {@code SIG} is the signature of version 2.
 */
class ProxyHeaderReaderTests {

	private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

	private static final String INET = " cb007107 c0000201 dc04 1388";

	private static final byte[] BEHIND = "alice\r\n".repeat(500).getBytes(StandardCharsets.UTF_8);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TCP4 203.0.113.7 192.0.2.1 56324 5000               | 203.0.113.7 56324
			TCP4 0.0.0.0 0.0.0.0 0 0                            | 0.0.0.0 0
			TCP4 255.255.255.255 255.255.255.255 65535 65535    | 255.255.255.255 65535
			TCP6 2001:db8::7 2001:db8::1 56324 5000             | 2001:db8:0:0:0:0:0:7 56324
			TCP6 2001:DB8:0:0:0:0:0:7 :: 1 2                    | 2001:db8:0:0:0:0:0:7 1
			TCP6 ::ffff:203.0.113.7 ::ffff:192.0.2.1 56324 5000 | 203.0.113.7 56324
			TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535 \
			| ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535
			UNKNOWN                                             | own
			UNKNOWN 203.0.113.7 192.0.2.1 56324 5000            | own
			UNKNOWN what I like  é                              | own
			UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535 | own
			""")
	void readsVersion1(String words, String source) throws Exception {
		reads(("PROXY " + words + "\r\n").getBytes(StandardCharsets.ISO_8859_1), source);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					TCP over IPv4           | 21 11 000c cb007107 c0000201 dc04 1388 | 203.0.113.7 56324
					highest and lowest      | 21 11 000c ffffffff 00000000 ffff 0000 | 255.255.255.255 65535
					TCP over IPv6           | 21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000001 dc04 1388 \
					| 2001:db8:0:0:0:0:0:7 56324
					IPv4 in IPv6            | 21 21 0024 00000000000000000000ffffcb007107 00000000000000000000ffffc0000201 dc04 1388 \
					| 203.0.113.7 56324
					a value                 | 21 11 0012 cb007107 c0000201 dc04 1388 01 0003 616263 | 203.0.113.7 56324
					values, an empty one    | 21 11 0014 cb007107 c0000201 dc04 1388 04 0000 ea 0002 ffff | 203.0.113.7 56324
					a checksum              | 21 11 0013 cb007107 c0000201 dc04 1388 03 0004 12a0229e | 203.0.113.7 56324
					a checksum amid         | 21 11 001a cb007107 c0000201 dc04 1388 04 0001 00 03 0004 8a38d52c 04 0000 \
					| 203.0.113.7 56324
					of TLS                  | 21 11 0014 cb007107 c0000201 dc04 1388 20 0005 01 00000000 | 203.0.113.7 56324 tls
					of TLS, more bits       | 21 11 0018 cb007107 c0000201 dc04 1388 20 0009 07 00000001 ea 0001 ff \
					| 203.0.113.7 56324 tls
					not of TLS              | 21 11 0014 cb007107 c0000201 dc04 1388 20 0005 06 00000000 | 203.0.113.7 56324
					UDP over IPv4, TLS      | 21 12 0014 cb007107 c0000201 dc04 1388 20 0005 01 00000000 | own tls
					for itself, TLS         | 20 11 0014 cb007107 c0000201 dc04 1388 20 0005 01 00000000 | own
					for itself              | 20 00 0000 | own
					for itself, addresses   | 20 11 000c cb007107 c0000201 dc04 1388 | own
					for itself, junk behind | 20 ff 0003 ffffff | own
					of no family            | 21 00 0000 | own
					of no family, junk      | 21 00 0003 ffffff | own
					IPv4, no transport      | 21 10 0001 ff | own
					no family, TCP          | 21 01 0001 ff | own
					UDP over IPv4           | 21 12 000c cb007107 c0000201 dc04 1388 | own
					UDP over IPv6           | 21 22 0024 20010db8000000000000000000000007 20010db8000000000000000000000001 dc04 1388 | own
					""")
	void readsVersion2(String what, String rest, String source) throws Exception {
		reads(hex(SIGNATURE + rest), source);
	}

	@ParameterizedTest
	@ValueSource(strings = { "31", "32" })
	void readsUnixSockets(String family) throws Exception {
		reads(hex(SIGNATURE + "21" + family + "00d8" + "2f".repeat(216)), "own");
	}

	@ParameterizedTest
	// a client certificate takes a few KB
	@ValueSource(ints = { 1900, 2010, 2500, 14_000, 16 * 1024 })
	void readsLongValues(int bytes) throws Exception {
		int length = bytes - 16 - 12 - 3;
		HexFormat hex = HexFormat.of();
		String value = "e0" + hex.toHexDigits((short) length) + "ff".repeat(length);
		PacketChannel channel = new PacketChannel(
				hex(SIGNATURE + "2111" + hex.toHexDigits((short) (12 + 3 + length)) + INET + value));
		assertThat(channel.readHeader()).isEqualTo("203.0.113.7 56324");
		assertThat(channel.position()).isEqualTo(bytes);
	}

	private static void reads(byte[] header, String source) throws Exception {
		byte[] stream = followed(header);
		for (int place = 0; place <= header.length; place++) {
			PacketChannel channel = new PacketChannel(stream, place);
			assertThat(channel.readHeader()).as("split at %d", place).isEqualTo(source);
			assertThat(channel.position()).as("split at %d", place).isEqualTo(header.length);
		}
		PacketChannel bytes = new PacketChannel(stream, IntStream.rangeClosed(0, header.length).toArray());
		assertThat(bytes.readHeader()).as("byte by byte").isEqualTo(source);
		assertThat(bytes.position()).as("byte by byte").isEqualTo(header.length);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TCP4 203.0.113.7 192.0.2.1 56324 5000\n", "TCP4 203.0.113.7 192.0.2.1 56324 5000\r",
			"TCP4 203.0.113.7 192.0.2.1 56324 5000\r \n", "TCP4 203.0.113.7 192.0.2.1 56324 5000\n\r\n",
			"TCP4 203.0.113.7 192.0.2.1 56324 5000 \r\n", "TCP4  203.0.113.7 192.0.2.1 56324 5000\r\n",
			" TCP4 203.0.113.7 192.0.2.1 56324 5000\r\n", "TCP4\t203.0.113.7 192.0.2.1 56324 5000\r\n",
			"TCP4 203.0.113.7 192.0.2.1 56324\r\n", "TCP4 203.0.113.7 192.0.2.1 56324 5000 7\r\n",
			"TCP4 203.0.113.256 192.0.2.1 56324 5000\r\n", "TCP4 203.0.113.07 192.0.2.1 56324 5000\r\n",
			"TCP4 203.0.113 192.0.2.1 56324 5000\r\n", "TCP4 3405803783 192.0.2.1 56324 5000\r\n",
			"TCP4 0xcb.0.113.7 192.0.2.1 56324 5000\r\n", "TCP4 203.0.113.7. 192.0.2.1 56324 5000\r\n",
			"TCP4 203.0.113.7 192.0.2 56324 5000\r\n", "TCP4 localhost 192.0.2.1 56324 5000\r\n",
			"TCP4 2001:db8::7 2001:db8::1 56324 5000\r\n", "TCP6 203.0.113.7 192.0.2.1 56324 5000\r\n",
			"TCP6 [2001:db8::7] 2001:db8::1 56324 5000\r\n", "TCP6 fe80::1%lo fe80::2 56324 5000\r\n",
			"TCP6 2001:db8::7::1 2001:db8::1 56324 5000\r\n", "TCP6 2001:db8:7 2001:db8::1 56324 5000\r\n",
			"TCP6 2001:db8::7 2001:db8::10000 56324 5000\r\n", "TCP6 localhost ::1 56324 5000\r\n",
			"TCP4 203.0.113.7 192.0.2.1 65536 5000\r\n", "TCP4 203.0.113.7 192.0.2.1 056324 5000\r\n",
			"TCP4 203.0.113.7 192.0.2.1 +1 5000\r\n", "TCP4 203.0.113.7 192.0.2.1 -1 5000\r\n",
			"TCP4 203.0.113.7 192.0.2.1 56324 65536\r\n", "TCP4 203.0.113.7 192.0.2.1 99999999999 5000\r\n",
			"TCP4 203.0.113.7 192.0.2.1  \r\n", "UDP4 203.0.113.7 192.0.2.1 56324 5000\r\n",
			"tcp4 203.0.113.7 192.0.2.1 56324 5000\r\n", "UNKNOWN\n\n", "UNKNOWNS\r\n", "\r\n\r\n\r\n\r\n\r\n" })
	void refusesVersion1(String rest) {
		refuses(("PROXY " + rest).getBytes(StandardCharsets.ISO_8859_1));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			version 1               | 11 11 000c cb007107 c0000201 dc04 1388
			version 3               | 31 11 000c cb007107 c0000201 dc04 1388
			a third command         | 22 11 000c cb007107 c0000201 dc04 1388
			a fifth family          | 21 41 000c cb007107 c0000201 dc04 1388
			a fourth transport      | 21 13 000c cb007107 c0000201 dc04 1388
			no addresses            | 21 11 0000
			a byte less of IPv4     | 21 11 000b cb007107 c0000201 dc04 13
			IPv6, but short         | 21 21 000c cb007107 c0000201 dc04 1388
			a UNIX socket, but short | 21 31 000c cb007107 c0000201 dc04 1388
			half a value's head     | 21 11 000e cb007107 c0000201 dc04 1388 04 00
			a value that is short   | 21 11 0010 cb007107 c0000201 dc04 1388 04 0002 00
			the same with UDP       | 21 12 0010 cb007107 c0000201 dc04 1388 04 0002 00
			a wrong checksum        | 21 11 0013 cb007107 c0000201 dc04 1388 03 0004 12a0229f
			a short checksum        | 21 11 0011 cb007107 c0000201 dc04 1388 03 0002 12a0
			a long checksum         | 21 11 0014 cb007107 c0000201 dc04 1388 03 0005 12a0229e00
			a short TLS value       | 21 11 0013 cb007107 c0000201 dc04 1388 20 0004 01 000000
			too long                | 21 11 3ff1
			the longest             | 21 11 ffff
			too long for itself     | 20 00 ffff
			""")
	void refusesVersion2(String what, String rest) {
		refuses(hex(SIGNATURE + rest));
	}

	@ParameterizedTest
	@ValueSource(strings = { "41", "f1" })
	void refusesAnUnknownFamilyHoweverLong(String family) {
		refuses(hex(SIGNATURE + "21" + family + "00dc" + "2f".repeat(220)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice\r\n", "GET / HTTP/1.1\r\n", "proxy UNKNOWN\r\n", "PROXY\tUNKNOWN\r\n",
			"PROXYUNKNOWN\r\n", "\r\nalice\r\n", "P\r\n", "\r\n\r\n\0\r\nQUIT\r" })
	void refusesWhatIsNone(String text) {
		refuses(text.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void refusesALineWithoutEnd() {
		refuses(("PROXY UNKNOWN " + "x".repeat(93)).getBytes(StandardCharsets.UTF_8));
		refuses(("PROXY UNKNOWN " + "x".repeat(92) + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	private static void refuses(byte[] header) {
		byte[] stream = followed(header);
		for (int place = 0; place <= header.length; place++) {
			PacketChannel channel = new PacketChannel(stream, place);
			assertThatExceptionOfType(ProxyHeaderException.class).as("split at %d", place)
				.isThrownBy(channel::readHeader);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "50524f585920554e4b4e4f574e0d", SIGNATURE + "2111000c" + INET })
	void aHeaderThatEndsTooEarlyIsMalformed(String hex) {
		byte[] header = hex(hex);
		for (int length = 1; length < header.length; length++) {
			PacketChannel channel = new PacketChannel(Arrays.copyOf(header, length));
			assertThatExceptionOfType(ProxyHeaderException.class).isThrownBy(channel::readHeader);
		}
	}

	@Test
	void oneThatLeavesWithoutAByteIsNoMalformedHeader() {
		assertThatExceptionOfType(EOFException.class).isThrownBy(new PacketChannel(new byte[0])::readHeader);
	}

	private static byte[] followed(byte[] header) {
		return ByteBuffer.allocate(header.length + BEHIND.length).put(header).put(BEHIND).array();
	}

	private static byte[] hex(String text) {
		return HexFormat.of().parseHex(text.replace(" ", ""));
	}

}
