package io.chatroom.web;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import io.chatroom.protocol.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the web server.
 *
 * @param address the address to listen on
 * @param port the port, 0 for a free one
 * @param bundle the name of the SSL bundle, or null for plain HTTP
 * @param allowedOrigins the origins whose pages may open sessions, besides this server's
 * own
 * @param maxSessions how many sessions may be open
 * @param maxPerAddress how many connections to the chat one address may have; 0 is no
 * limit
 * @param exempt the addresses for which that does not hold
 * @param pingInterval how often each session is asked for a sign of life
 * @param sendTimeout how long a tab may take nothing
 * @param drainTimeout how long a stop waits until the last events are sent
 * @param maxLineLength how many bytes a line may have
 * @param proxies the addresses of proxies whose header is believed
 * @param forwardedHeader the name of that header: {@code X-Forwarded-For} or
 * {@code Forwarded}. Only one is believed: a proxy that sets one passes on what the
 * browser has put into the other.
 */
public record WebSettings(InetAddress address, int port, @Nullable String bundle, List<String> allowedOrigins,
		int maxSessions, int maxPerAddress, List<AddressRange> exempt, Duration pingInterval, Duration sendTimeout,
		Duration drainTimeout, int maxLineLength, List<AddressRange> proxies, String forwardedHeader) {

	/** In characters. A longer line is refused by the chat, a longer frame here. */
	private static final int SHORTEST_FRAME = 8192;

	/**
	 * Besides sessions and streams: for the page, and for requests of programs.
	 */
	static final int OTHER_CONNECTIONS = 128;

	/**
	 * Returns how many characters a frame of a tab may have.
	 */
	int maxFrame() {
		return Math.max(SHORTEST_FRAME, this.maxLineLength);
	}

	/**
	 * Returns how many connections may be open.
	 */
	int maxConnections() {
		return this.maxSessions + OTHER_CONNECTIONS;
	}

	/**
	 * Returns how many of them one address may have: half of the other connections,
	 * besides those that become connections to the chat.
	 */
	int maxConnectionsOf(InetAddress address) {
		boolean any = this.maxPerAddress == 0 || isProxy(address)
				|| this.exempt.stream().anyMatch((range) -> range.contains(address));
		return any ? Integer.MAX_VALUE : this.maxPerAddress + OTHER_CONNECTIONS / 2;
	}

	boolean isProxy(InetAddress address) {
		return this.proxies.stream().anyMatch((range) -> range.contains(address));
	}

}
