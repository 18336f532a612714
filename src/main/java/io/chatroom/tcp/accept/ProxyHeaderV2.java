package io.chatroom.tcp.accept;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import io.chatroom.protocol.GatewayKey;
import org.jspecify.annotations.Nullable;

/**
 * Version 2 of the PROXY header: a signature, what and how much follows, addresses, and
 * vectors of type, length and value (TLV). Pure.
 */
final class ProxyHeaderV2 {

	static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

	/**
	 * In bytes. The field for its length goes to 64 KB. A client certificate, which
	 * balancers put into a value of their own, takes a few KB.
	 */
	static final int LONGEST = 16 * 1024;

	private static final int SHORTEST = 16;

	private static final int LOCAL = 0x20;

	private static final int PROXY = 0x21;

	private static final int UNSPECIFIED = 0;

	private static final int INET = 1;

	private static final int INET6 = 2;

	private static final int UNIX = 3;

	private static final int STREAM = 1;

	private static final int DATAGRAM = 2;

	private static final int CHECKSUM = 3;

	private static final int TLS = 0x20;

	/** A bit of the first byte of that value: the client has connected through TLS. */
	private static final int CLIENT_TLS = 1;

	/** In bytes. That byte, and whether the client's certificate was verified. */
	private static final int SHORTEST_TLS = Byte.BYTES + Integer.BYTES;

	private ProxyHeaderV2() {
	}

	/**
	 * Returns how many bytes are missing at least.
	 * @param come what has come of the header
	 * @return a number of bytes, 0 when it is whole
	 * @throws ProxyHeaderException when it is too long
	 */
	static int missing(ByteBuffer come) throws ProxyHeaderException {
		if (come.limit() < SHORTEST) {
			return SHORTEST - come.limit();
		}
		int length = SHORTEST + Short.toUnsignedInt(come.getShort(SHORTEST - Short.BYTES));
		if (length > LONGEST) {
			throw ProxyHeaderException.tooLong(LONGEST);
		}
		return length - come.limit();
	}

	/**
	 * Reads a header.
	 * @param header all of its bytes
	 * @return what it says: of anything but TCP, that the connection's own address holds
	 * @throws IOException as {@link ProxyHeaderException}, when it is malformed
	 */
	static ProxyHeader parse(ByteBuffer header) throws IOException {
		int command = header.get(SIGNATURE.length);
		if (command == LOCAL) {
			// by the specification what follows is not looked at
			return ProxyHeader.CHECK;
		}
		int family = (header.get(SIGNATURE.length + 1) & 0xf0) >> 4;
		int transport = header.get(SIGNATURE.length + 1) & 0x0f;
		if (command != PROXY || family > UNIX || transport > DATAGRAM) {
			throw ProxyHeaderException.malformed("version, command or family");
		}
		if (family == UNSPECIFIED || transport == UNSPECIFIED) {
			// where its addresses end is not specified either
			return ProxyHeader.OWN;
		}
		int addressLength = addressLength(family);
		int ports = SHORTEST + 2 * addressLength;
		Values values = readValues(header, ports + ((family != UNIX) ? 2 * Short.BYTES : 0));
		if (family == UNIX || transport != STREAM) {
			return new ProxyHeader(null, false, values.tls(), values.key(), values.account());
		}
		byte[] source = new byte[addressLength];
		header.get(SHORTEST, source);
		int port = Short.toUnsignedInt(header.getShort(ports));
		return new ProxyHeader(new InetSocketAddress(InetAddress.getByAddress(source), port), false, values.tls(),
				values.key(), values.account());
	}

	private static int addressLength(int family) {
		return switch (family) {
			case INET -> 4;
			case INET6 -> 16;
			default -> 108;
		};
	}

	/**
	 * Verifies and reads the values.
	 */
	private static Values readValues(ByteBuffer header, int offset) throws ProxyHeaderException {
		if (offset > header.limit()) {
			throw ProxyHeaderException.malformed("addresses");
		}
		boolean tls = false;
		GatewayKey key = null;
		String account = null;
		ByteBuffer values = header.duplicate().position(offset);
		while (values.hasRemaining()) {
			if (values.remaining() < Byte.BYTES + Short.BYTES) {
				throw ProxyHeaderException.malformed("values");
			}
			int type = values.get();
			int length = Short.toUnsignedInt(values.getShort());
			int end = values.position() + length;
			if (end > values.limit()) {
				throw ProxyHeaderException.malformed("values");
			}
			if (type == TLS) {
				if (length < SHORTEST_TLS) {
					throw ProxyHeaderException.malformed("TLS value");
				}
				tls |= (values.get() & CLIENT_TLS) != 0;
			}
			if (type == GatewayKey.TYPE) {
				byte[] bytes = new byte[length];
				values.get(bytes);
				key = new GatewayKey(bytes);
			}
			if (type == GatewayKey.ACCOUNT_TYPE) {
				account = StandardCharsets.UTF_8.decode(values.slice(values.position(), length)).toString();
			}
			if (type == CHECKSUM && (length != Integer.BYTES || values.getInt() != checksum(header, end))) {
				throw ProxyHeaderException.malformed("checksum");
			}
			values.position(end);
		}
		return new Values(tls, key, account);
	}

	/**
	 * Returns the checksum of the header, in which the checksum itself is 0.
	 */
	private static int checksum(ByteBuffer header, int end) {
		CRC32C checksum = new CRC32C();
		checksum.update(header.slice(0, end - Integer.BYTES));
		checksum.update(new byte[Integer.BYTES]);
		checksum.update(header.duplicate().position(end));
		return (int) checksum.getValue();
	}

	/**
	 * What the values say.
	 *
	 * @param tls whether the client has connected through TLS
	 * @param key the key of the web gateway, null without one
	 * @param account the account for which a program acts, null for none
	 */
	private record Values(boolean tls, @Nullable GatewayKey key, @Nullable String account) {
	}

}
