package io.chatroom.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes addresses as RFC 5952 recommends, in the same way in the room, in JSON, in the
 * log and over HTTP. {@link AddressRange#of(String)} reads what it writes.
 */
public final class AddressText {

	private static final int GROUPS = 8;

	private AddressText() {
	}

	/**
	 * Writes an address.
	 * @param address of either kind; a zone is left out
	 * @return such as {@code 192.0.2.1} or {@code 2001:db8::1}
	 */
	public static String of(InetAddress address) {
		return (address instanceof Inet4Address) ? address.getHostAddress() : ipv6(address.getAddress());
	}

	/**
	 * Writes an address with its port.
	 * @param address one that is resolved
	 * @return such as {@code 192.0.2.1:5000} or {@code [2001:db8::1]:5000}
	 */
	public static String of(InetSocketAddress address) {
		String host = of(address.getAddress());
		return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
	}

	private static String ipv6(byte[] address) {
		int[] groups = new int[GROUPS];
		ByteBuffer bytes = ByteBuffer.wrap(address);
		for (int i = 0; i < GROUPS; i++) {
			groups[i] = Short.toUnsignedInt(bytes.getShort());
		}
		int from = longestZeros(groups);
		int to = from + zeros(groups, from);
		// one group alone is written as 0
		return (to - from > 1) ? join(groups, 0, from) + "::" + join(groups, to, GROUPS) : join(groups, 0, GROUPS);
	}

	private static String join(int[] groups, int from, int to) {
		return IntStream.range(from, to)
			.mapToObj((i) -> Integer.toHexString(groups[i]))
			.collect(Collectors.joining(":"));
	}

	/**
	 * Returns where the longest run of zeros begins, the first of several.
	 */
	private static int longestZeros(int[] groups) {
		int longest = 0;
		for (int i = 1; i < GROUPS; i++) {
			if (zeros(groups, i) > zeros(groups, longest)) {
				longest = i;
			}
		}
		return longest;
	}

	private static int zeros(int[] groups, int from) {
		int end = from;
		while (end < GROUPS && groups[end] == 0) {
			end++;
		}
		return end - from;
	}

}
