package io.chatroom.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.chatroom.protocol.GatewayKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes the PROXY header, version 2, with which a gateway says whose lines follow. Pure.
 */
final class GatewayHeader {

	private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

	private static final byte PROXY = 0x21;

	private static final byte TCP_OVER_IPV4 = 0x11;

	private static final byte TCP_OVER_IPV6 = 0x21;

	private static final byte TLS = 0x20;

	private static final byte CLIENT_TLS = 1;

	/** In bytes. */
	private static final int LONGEST = 512;

	private GatewayHeader() {
	}

	/**
	 * Writes a header.
	 * @param to the address that the gateway connects to
	 * @param account the account for which a program acts, or null
	 */
	static byte[] of(Visitor visitor, InetSocketAddress to, GatewayKey key, @Nullable String account) {
		InetAddress from = visitor.address().getAddress();
		boolean isIpv4 = from instanceof Inet4Address;
		ByteBuffer header = ByteBuffer.allocate(LONGEST);
		header.put(SIGNATURE).put(PROXY).put(isIpv4 ? TCP_OVER_IPV4 : TCP_OVER_IPV6);
		int length = header.position();
		header.putShort((short) 0);
		int begin = header.position();
		// the destination is of no interest to the chat, but has to be of the same kind
		byte[] any = new byte[from.getAddress().length];
		header.put(from.getAddress()).put(any);
		header.putShort((short) visitor.address().getPort()).putShort((short) to.getPort());
		if (visitor.tls()) {
			header.put(TLS).putShort((short) (Byte.BYTES + Integer.BYTES)).put(CLIENT_TLS).putInt(0);
		}
		put(header, GatewayKey.TYPE, key.bytes());
		if (account != null) {
			put(header, GatewayKey.ACCOUNT_TYPE, account.getBytes(StandardCharsets.UTF_8));
		}
		header.putShort(length, (short) (header.position() - begin));
		byte[] bytes = new byte[header.flip().remaining()];
		header.get(bytes);
		return bytes;
	}

	private static void put(ByteBuffer header, byte type, byte[] value) {
		header.put(type).putShort((short) value.length).put(value);
	}

}
