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
 * @param pingInterval how often each session is asked for a sign of life
 * @param sendTimeout how long a tab may take for one event
 * @param drainTimeout how long a stop waits until the last events are sent
 * @param maxLineLength how many bytes a line may have
 * @param proxies the addresses of proxies whose headers are believed
 * @param forwarding the header in which they name the browser's address
 */
public record WebSettings(InetAddress address, int port, @Nullable String bundle, List<String> allowedOrigins,
		int maxSessions, Duration pingInterval, Duration sendTimeout, Duration drainTimeout, int maxLineLength,
		List<AddressRange> proxies, Forwarding forwarding) {

	/**
	 * How much longer than the chat a tab that takes nothing is waited for: the chat is
	 * to be the one that ends it.
	 */
	public static final Duration SEND_GRACE = Duration.ofSeconds(5);

}
