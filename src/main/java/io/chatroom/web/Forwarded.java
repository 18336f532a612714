package io.chatroom.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What proxies say about a request. Pure.
 *
 * @param chain the addresses that they have connected from, the browser's first; one that
 * is none is null
 * @param https whether the last proxy got the request through TLS
 */
record Forwarded(List<@Nullable InetAddress> chain, boolean https) {

	/** An element of a list; commas in quotes do not end it. */
	private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\")++");

	private static final Pattern PAIR = Pattern
		.compile("(?:^|;)\\s*(\\w++)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\\s\"]*+))\\s*(?=;|$)");

	private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?"
			+ "|\\[([\\p{XDigit}:.]{2,45})\\](?::\\d{1,5})?|([\\p{XDigit}.]*:[\\p{XDigit}:.]*)");

	/**
	 * Parses {@code X-Forwarded-For} and {@code X-Forwarded-Proto}.
	 * @param addresses the value, several joined by commas
	 * @param protocol the value, or null
	 */
	static Forwarded plain(String addresses, @Nullable String protocol) {
		List<@Nullable InetAddress> chain = new ArrayList<>();
		for (String address : addresses.split(",", -1)) {
			chain.add(address(address.strip()));
		}
		String last = (protocol != null) ? protocol.substring(protocol.lastIndexOf(',') + 1).strip() : "";
		return new Forwarded(chain, last.equalsIgnoreCase("https"));
	}

	/**
	 * Parses {@code Forwarded} (RFC 7239).
	 * @param value the value, several joined by commas
	 */
	static Forwarded standard(String value) {
		List<@Nullable InetAddress> chain = new ArrayList<>();
		boolean https = false;
		Matcher elements = ELEMENT.matcher(value);
		while (elements.find()) {
			InetAddress from = null;
			https = false;
			for (MatchResult pair : PAIR.matcher(elements.group().strip()).results().toList()) {
				String text = (pair.group(2) != null) ? pair.group(2) : pair.group(3);
				switch (pair.group(1).toLowerCase(Locale.ROOT)) {
					case "for" -> from = address(text);
					case "proto" -> https = text.equalsIgnoreCase("https");
					default -> {
						// of no interest
					}
				}
			}
			chain.add(from);
		}
		return new Forwarded(chain, https);
	}

	private static @Nullable InetAddress address(String text) {
		Matcher form = ADDRESS.matcher(text);
		if (!form.matches()) {
			return null;
		}
		try {
			for (int i = 1; i <= form.groupCount(); i++) {
				if (form.group(i) != null) {
					return InetAddress.ofLiteral(form.group(i));
				}
			}
		}
		catch (IllegalArgumentException ex) {
			// it only looked like one
		}
		return null;
	}

}
