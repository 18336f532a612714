package io.chatroom.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits (CIDR, RFC 4632). One of IPv4 is kept as the
 * IPv6 address that maps it (RFC 4291, 2.5.5.2), so that the two are equal.
 *
 * @param high the upper half of its first address
 * @param low the lower half
 * @param bits how many bits of an IPv6 address they share
 */
public record AddressRange(long high, long low, int bits) {

	private static final Pattern TEXT = Pattern
		.compile("(?<address>\\d+(\\.\\d+){3}|[\\p{XDigit}.]*:[\\p{XDigit}:.]*)(/(?<bits>\\d{1,3}))?");

	private static final int IPV4_PREFIX = 0xffff;

	private static final int IPV4_PREFIX_BITS = 96;

	private static final int ALL_BITS = 128;

	private static final int NETWORK_BITS = 64;

	public AddressRange {
		high &= mask(bits);
		low &= mask(bits - Long.SIZE);
	}

	private static long mask(int bits) {
		return (bits <= 0) ? 0 : -1L << Math.max(0, Long.SIZE - bits);
	}

	/**
	 * Reads a range.
	 * @param text such as {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address
	 * @return the range
	 * @throws IllegalArgumentException when the text is none, with a message
	 */
	public static AddressRange of(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		if (!matcher.matches()) {
			throw noRange(text, null);
		}
		AddressRange address = of(literal(text, matcher.group("address")));
		int unwritten = matcher.group("address").contains(":") ? 0 : IPV4_PREFIX_BITS;
		int bits = (matcher.group("bits") != null) ? Integer.parseInt(matcher.group("bits")) + unwritten : ALL_BITS;
		if (bits > ALL_BITS) {
			throw noRange(text, null);
		}
		AddressRange range = new AddressRange(address.high, address.low, bits);
		if (range.high != address.high || range.low != address.low) {
			throw new IllegalArgumentException("'" + text + "' has bits behind its prefix");
		}
		return range;
	}

	private static InetAddress literal(String text, String address) {
		try {
			return InetAddress.ofLiteral(address);
		}
		catch (IllegalArgumentException ex) {
			throw noRange(text, ex);
		}
	}

	private static IllegalArgumentException noRange(String text, @Nullable Exception cause) {
		return new IllegalArgumentException("'" + text + "' is no range such as 10.0.0.0/8 or 2001:db8::/32", cause);
	}

	/**
	 * Returns the range of this address alone.
	 */
	public static AddressRange of(InetAddress address) {
		ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
		return (bytes.remaining() == Integer.BYTES) ? new AddressRange(0,
				(long) IPV4_PREFIX << Integer.SIZE | Integer.toUnsignedLong(bytes.getInt()), ALL_BITS)
				: new AddressRange(bytes.getLong(), bytes.getLong(), ALL_BITS);
	}

	/**
	 * Returns the addresses that one peer can choose from: its IPv4 address, or its IPv6
	 * /64. A link-local address counts alone, since all machines of a link share that
	 * /64.
	 */
	public static AddressRange reachOf(InetAddress address) {
		AddressRange itself = of(address);
		return (itself.isIpv4() || address.isLinkLocalAddress()) ? itself
				: new AddressRange(itself.high, itself.low, NETWORK_BITS);
	}

	/**
	 * Returns whether the address is one of them. None of IPv4 is in a range that is
	 * wider than all of these, such as {@code ::/0}.
	 * @param address of either kind
	 */
	public boolean contains(InetAddress address) {
		AddressRange itself = of(address);
		return equals(new AddressRange(itself.high, itself.low, this.bits))
				&& (this.bits >= IPV4_PREFIX_BITS || !itself.isIpv4());
	}

	/**
	 * Writes the range in the one way that {@link #of(String)} reads back: the address as
	 * {@link AddressText} writes it, and the bits when it is more than one address.
	 * @return such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or {@code 192.0.2.1}
	 */
	public String text() {
		InetAddress first = first();
		int bits = (first instanceof Inet4Address) ? this.bits - IPV4_PREFIX_BITS : this.bits;
		return AddressText.of(first) + ((this.bits < ALL_BITS) ? "/" + bits : "");
	}

	private InetAddress first() {
		byte[] address = ByteBuffer.allocate(2 * Long.BYTES).putLong(this.high).putLong(this.low).array();
		try {
			return InetAddress.getByAddress(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("16 bytes are an address", ex);
		}
	}

	private boolean isIpv4() {
		return this.high == 0 && this.low >>> Integer.SIZE == IPV4_PREFIX;
	}

}
