package io.chatroom.tcp.accept;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.chatroom.tcp.line.FirstBytes;

/**
 * Version 1 of the PROXY header, a line of text:
 * {@code PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000}. Pure.
 */
final class ProxyHeaderV1 {

	static final byte[] SIGNATURE = "PROXY ".getBytes(StandardCharsets.US_ASCII);

	static final int SHORTEST = "PROXY UNKNOWN\r\n".length();

	static final int LONGEST = FirstBytes.LONGEST_HEADER;

	/** The JDK takes brackets and zones for parts of an address too. */
	private static final Pattern NO_IPV6 = Pattern.compile("[^0-9A-Fa-f:.]");

	private ProxyHeaderV1() {
	}

	/**
	 * Returns how many bytes are missing at least.
	 * @param come what has come of the header
	 * @return a number of bytes, 0 when no more can belong to it
	 * @throws ProxyHeaderException when it is too long
	 */
	static int missing(ByteBuffer come) throws ProxyHeaderException {
		String text = text(come);
		if (text.indexOf('\n') >= 0) {
			return 0;
		}
		int missing = Math.max(SHORTEST - text.length(), text.endsWith("\r") ? 1 : 2);
		if (text.length() + missing > LONGEST) {
			throw ProxyHeaderException.tooLong(LONGEST);
		}
		return missing;
	}

	/**
	 * Reads a header.
	 * @param header all of its bytes
	 * @return what it says
	 * @throws ProxyHeaderException when it is malformed
	 */
	static ProxyHeader parse(ByteBuffer header) throws ProxyHeaderException {
		String text = text(header);
		int end = text.indexOf("\r\n");
		if (end < 0) {
			throw ProxyHeaderException.malformed("end");
		}
		String[] words = text.substring(0, end).split(" ", -1);
		String family = words[1];
		if (family.equals("UNKNOWN")) {
			return ProxyHeader.OWN;
		}
		if (!family.equals("TCP4") && !family.equals("TCP6")) {
			throw ProxyHeaderException.malformed("family");
		}
		if (words.length != 6) {
			throw ProxyHeaderException.malformed("number of words");
		}
		// the destination too: a header that is half wrong is wrong
		address(family, words[3]);
		port(words[5]);
		return new ProxyHeader(new InetSocketAddress(address(family, words[2]), port(words[4])));
	}

	private static InetAddress address(String family, String word) throws ProxyHeaderException {
		try {
			if (family.equals("TCP4")) {
				InetAddress address = Inet4Address.ofLiteral(word);
				if (address.getHostAddress().equals(word)) {
					return address;
				}
			}
			else if (!NO_IPV6.matcher(word).find()) {
				return Inet6Address.ofLiteral(word);
			}
		}
		catch (IllegalArgumentException ex) {
			throw (ProxyHeaderException) ProxyHeaderException.malformed("address").initCause(ex);
		}
		throw ProxyHeaderException.malformed("address");
	}

	private static int port(String word) throws ProxyHeaderException {
		try {
			int port = Integer.parseInt(word);
			if (port >= 0 && port <= 0xffff && String.valueOf(port).equals(word)) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			throw (ProxyHeaderException) ProxyHeaderException.malformed("port").initCause(ex);
		}
		throw ProxyHeaderException.malformed("port");
	}

	private static String text(ByteBuffer bytes) {
		return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
	}

}
