package io.chatroom.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Host and port of a server.
 *
 * @param host a host name or an address; an IPv6 address without brackets
 * @param port a port from 1 to 65535
 */
public record HostAndPort(String host, int port) {

	/**
	 * Parses one or several, separated by commas.
	 * @throws IllegalArgumentException with a message for the user
	 */
	public static List<HostAndPort> parseAll(String text, int defaultPort) {
		return Arrays.stream(text.split(",", -1)).map((server) -> parse(server.strip(), defaultPort)).toList();
	}

	/**
	 * Parses {@code HOST}, {@code HOST:PORT}, {@code [IPV6]}, {@code [IPV6]:PORT} or an
	 * IPv6 address without brackets.
	 * @throws IllegalArgumentException with a message for the user
	 */
	static HostAndPort parse(String text, int defaultPort) {
		int colon = text.lastIndexOf(':');
		if (text.startsWith("[")) {
			int end = text.indexOf(']');
			if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
				throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not a host.", text));
			}
			String port = text.substring(end + 1);
			return of(text.substring(1, end), port.isEmpty() ? defaultPort : parsePort(port.substring(1)));
		}
		// several colons without brackets are an IPv6 address without a port
		if (colon < 0 || text.indexOf(':') != colon) {
			return of(text, defaultPort);
		}
		return of(text.substring(0, colon), parsePort(text.substring(colon + 1)));
	}

	/**
	 * Parses a port.
	 * @throws IllegalArgumentException with a message for the user
	 */
	static int parsePort(String text) {
		int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is not a port from 1 to 65535.", text));
		}
		return port;
	}

	private static HostAndPort of(String host, int port) {
		if (host.isBlank()) {
			throw new IllegalArgumentException("The host is empty.");
		}
		return new HostAndPort(host, port);
	}

	@Override
	public String toString() {
		return ((this.host.indexOf(':') < 0) ? this.host : "[" + this.host + "]") + ":" + this.port;
	}

}
