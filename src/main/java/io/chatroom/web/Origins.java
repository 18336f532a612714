package io.chatroom.web;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which pages may open sessions: those of this server, and of other origins that the
 * settings list.
 *
 * @param allowed the other origins; {@code *} stands for all
 */
record Origins(List<String> allowed) {

	/** Names of this machine, and addresses, which nobody else can give out. */
	private static final Pattern LOCAL = Pattern.compile("(?i)(?:[^:]+\\.)?localhost|\\[.*]|\\d+(?:\\.\\d+){3}");

	/**
	 * Returns whether a request comes from such a page, or from a program.
	 * @param origin the header {@code Origin}, which browsers always send, or null
	 * @param host the header {@code Host}, or null
	 * @param isLocal whether it does not come from another machine: then only a name of
	 * this machine, or an address, is the server's own. Anybody can let a name of theirs
	 * point to a local address.
	 */
	boolean allow(@Nullable String origin, @Nullable String host, boolean isLocal) {
		return origin == null
				|| this.allowed.stream().anyMatch((one) -> one.equals("*") || one.equalsIgnoreCase(origin))
				|| isSame(origin, host, isLocal);
	}

	/**
	 * Compares without the scheme, which a proxy in front may have changed.
	 */
	private static boolean isSame(String origin, @Nullable String host, boolean isLocal) {
		try {
			URI page = URI.create(origin);
			String scheme = page.getScheme();
			if (host == null || page.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
				return false;
			}
			URI server = URI.create(scheme + "://" + host);
			return page.getHost().equalsIgnoreCase(server.getHost()) && port(page) == port(server)
					&& (!isLocal || LOCAL.matcher(page.getHost()).matches());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static int port(URI uri) {
		int standard = "https".equals(uri.getScheme()) ? 443 : 80;
		return (uri.getPort() != -1) ? uri.getPort() : standard;
	}

}
