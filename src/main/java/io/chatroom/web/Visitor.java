package io.chatroom.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a request.
 *
 * @param address its own address, also behind a proxy
 * @param tls whether it has connected through TLS, to this server or to the proxy
 */
record Visitor(InetSocketAddress address, boolean tls) {

	/**
	 * Finds out who is behind a request. A trusted proxy must say it; what others say is
	 * not believed.
	 * @return null when a proxy does not say it
	 */
	static @Nullable Visitor of(HttpServletRequest request, WebSettings settings) {
		InetAddress peer = InetAddress.ofLiteral(request.getRemoteAddr());
		if (!settings.isProxy(peer)) {
			return new Visitor(new InetSocketAddress(peer, request.getRemotePort()), request.isSecure());
		}
		String header = settings.forwardedHeader();
		String value = joined(request, header);
		if (value == null) {
			return null;
		}
		Forwarded forwarded = header.equalsIgnoreCase("Forwarded") ? Forwarded.standard(value)
				: Forwarded.plain(value, joined(request, "X-Forwarded-Proto"));
		InetAddress client = client(forwarded.chain(), settings);
		return (client != null) ? new Visitor(new InetSocketAddress(client, 0), forwarded.https()) : null;
	}

	/**
	 * Returns the last address that is not a proxy's: what is before it, the browser may
	 * have made up.
	 */
	private static @Nullable InetAddress client(List<@Nullable InetAddress> chain, WebSettings settings) {
		InetAddress client = null;
		for (InetAddress address : chain.reversed()) {
			if (address == null) {
				return client;
			}
			client = address;
			if (!settings.isProxy(address)) {
				return client;
			}
		}
		return client;
	}

	private static @Nullable String joined(HttpServletRequest request, String header) {
		List<String> values = Collections.list(request.getHeaders(header));
		return values.isEmpty() ? null : String.join(",", values);
	}

}
