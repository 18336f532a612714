package io.chatroom;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.chatroom.chat.RoomCreation;
import io.chatroom.log.sqlite.Sync;
import io.chatroom.protocol.AddressRange;
import io.chatroom.tcp.line.Framing;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the service, under {@code chat}. The build makes the tables of
 * docs/configuration.md from these descriptions.
 *
 * @param tcp The chat port.
 * @param tls The TLS port.
 * @param outbox What is queued for one client.
 * @param limits What one client may take.
 * @param room Each room.
 * @param rooms All rooms.
 * @param data What outlives the process.
 * @param history How long that is kept.
 * @param accounts Names that people own.
 * @param proxy Load balancers that send a PROXY header.
 * @param cluster Several nodes that share their rooms.
 * @param web The page, and HTTP for programs.
 */
@ConfigurationProperties(prefix = "chat", ignoreUnknownFields = false)
@Validated
record ChatProperties(@DefaultValue @Valid Tcp tcp, @DefaultValue @Valid Tls tls, @DefaultValue @Valid Outbox outbox,
		@DefaultValue @Valid Limits limits, @DefaultValue @Valid Room room, @DefaultValue @Valid Rooms rooms,
		@DefaultValue @Valid Data data, @DefaultValue @Valid History history, @DefaultValue @Valid Accounts accounts,
		@DefaultValue @Valid Proxy proxy, @DefaultValue @Valid Cluster cluster, @DefaultValue @Valid Web web) {

	/**
	 * The chat port.
	 *
	 * @param bindAddress Address to listen on, or a host name, which stands for all of
	 * its addresses. 0.0.0.0 and :: both listen on all addresses of the machine, IPv4 and
	 * IPv6.
	 * @param port Port of the chat, 0 to 65535. 0 takes a free port.
	 * @param framing How bytes become lines: line, or read for clients that send no line
	 * ends. With read, a line also ends where the data of one read from the socket ends.
	 * @param maxLineLength Maximum length of a line in bytes of UTF-8, without its line
	 * end; 64 to 65536. A longer line is refused.
	 * @param drainTimeout Time that a closing connection has to take the lines queued for
	 * it, also when the server stops. It is then closed.
	 */
	record Tcp(@DefaultValue("localhost") @NotBlank String bindAddress,
			@DefaultValue("5000") @Min(0) @Max(65535) int port, @DefaultValue("line") Framing framing,
			@DefaultValue("1024") @Min(64) @Max(65536) int maxLineLength,
			@DefaultValue("5s") @DurationMin(millis = 0) @DurationMax(days = 365) Duration drainTimeout) {
	}

	/**
	 * The TLS port.
	 *
	 * @param bundle Name of the bundle under spring.ssl.bundle with the server's key and
	 * certificate. Without a bundle there is no TLS port.
	 * @param port Port for TLS on the same addresses, 0 to 65535. 0 takes a free port.
	 * @param clientAuth Whether the server asks clients for a certificate: none, want
	 * (optional, but it must be valid) or need.
	 * @param handshakeTimeout Time that a client has for the TLS handshake. It is then
	 * disconnected.
	 */
	record Tls(@Nullable String bundle, @DefaultValue("5001") @Min(0) @Max(65535) int port,
			@DefaultValue("none") ClientAuth clientAuth,
			@DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration handshakeTimeout) {
	}

	/**
	 * What is queued for one client.
	 *
	 * @param maxBytes Maximum bytes queued for one client, at least 4KB. A client that
	 * exceeds it is evicted.
	 * @param stallTimeout Time that a client may read nothing while lines are queued for
	 * it. It is then evicted.
	 */
	record Outbox(@DefaultValue("1MB") @AtLeast("4KB") DataSize maxBytes,
			@DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration stallTimeout) {
	}

	/**
	 * What one client may take.
	 *
	 * @param maxConnections Maximum number of open connections. The service lowers it,
	 * with a warning, when the process may not open enough files.
	 * @param maxConnectionsPerAddress Maximum number of open connections from one
	 * address; 0 is no limit. An IPv6 address counts as its /64 network.
	 * @param connectionsPerMinutePerAddress Maximum number of new connections from one
	 * address in the minute that starts with its first one; 0 is no limit.
	 * @param exempt Address ranges (CIDR) for which the two limits per address do not
	 * hold.
	 * @param deny Address ranges (CIDR) whose connections are closed without a message.
	 * @param nameDeadline Time that a client has to send a name. It is then disconnected.
	 * @param idleTimeout Time that a member may send nothing. It is then disconnected. 0s
	 * is no limit.
	 * @param messagesPerSecond Number of lines a second that a client may send on
	 * average; 0 is no limit. The server reads a faster client more slowly; no line is
	 * lost.
	 * @param burst Number of lines that a client may send at once before
	 * messages-per-second limits it.
	 */
	record Limits(@DefaultValue("10000") @Min(1) int maxConnections,
			@DefaultValue("32") @Min(0) int maxConnectionsPerAddress,
			@DefaultValue("60") @Min(0) int connectionsPerMinutePerAddress, @DefaultValue( {
					"127.0.0.0/8", "::1/128" }) List<AddressRange> exempt,
			@DefaultValue List<AddressRange> deny,
			@DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration nameDeadline,
			@DefaultValue("0s") @DurationMin(millis = 0) @DurationMax(days = 365) Duration idleTimeout,
			@DefaultValue("5") @Min(0) @Max(1_000_000) int messagesPerSecond,
			@DefaultValue("20") @Min(1) @Max(1_000_000) int burst){
	}

	/**
	 * Each room.
	 *
	 * @param showAddress Whether everyone sees the address of a member who joins.
	 * @param reservedNames Names that nobody can take, in addition to server, system,
	 * admin, root and the words that scanners send (help, stats, default, quit, enable,
	 * ping, SSH-...).
	 * @param refuseLookAlikes Whether a name is refused when it looks like one that is
	 * taken or reserved. With false, only upper and lower case and Unicode compatibility
	 * forms count as the same.
	 * @param history Number of events in memory for #history and for clients that
	 * reconnect; at most 100000.
	 * @param historyBytes Approximate maximum memory of these events. Never more than a
	 * quarter of chat.outbox.max-bytes.
	 */
	record Room(@DefaultValue("true") boolean showAddress, @DefaultValue Set<String> reservedNames,
			@DefaultValue("true") boolean refuseLookAlikes, @DefaultValue("200") @Min(0) @Max(100000) int history,
			@DefaultValue("256KB") @AtLeast("0B") DataSize historyBytes) {
	}

	/**
	 * All rooms.
	 *
	 * @param first Name of the room in which everyone begins.
	 * @param create Who may make a room: anyone, accounts (members who are signed in),
	 * operators or nobody.
	 * @param max Maximum number of rooms, the first one included. A room that is empty
	 * and has no topic makes place for a new one.
	 * @param replay Number of lines that a member sees again who enters a room.
	 * @param historyBytes Approximate maximum memory of the events that all rooms keep.
	 * When there are more, rooms with many drop their oldest ones.
	 * @param digestAbove Number of members above which text clients are told once in 5
	 * seconds how many joined and left, and not who.
	 * @param restricted Names of rooms for members who are signed in.
	 * @param hidden Names of rooms that #rooms leaves out, and #who for those who are not
	 * there.
	 * @param motd Message of the day: lines that a client sees when it has given its
	 * name. A text, or file: and the path of a file.
	 */
	record Rooms(@DefaultValue("lobby") String first, @DefaultValue("anyone") RoomCreation create,
			@DefaultValue("1000") @Min(1) @Max(1_000_000) int max, @DefaultValue("5") @Min(0) @Max(1000) int replay,
			@DefaultValue("32MB") @AtLeast("0B") DataSize historyBytes, @DefaultValue("100") @Min(0) int digestAbove,
			@DefaultValue Set<String> restricted, @DefaultValue Set<String> hidden, @DefaultValue("") String motd) {
	}

	/**
	 * What outlives the process.
	 *
	 * @param directory Directory of the database with what is said, and with topics. It
	 * is made if it is missing; one process at a time may use it. An empty value keeps
	 * everything in memory alone, and a restart loses it.
	 * @param sync When the disk is told to write lines: normal (now and then; a power
	 * failure may cost the last ones) or full (before anyone receives them). A crash of
	 * the process alone costs nothing with either.
	 */
	record Data(@DefaultValue("data") String directory, @DefaultValue("normal") Sync sync) {
	}

	/**
	 * How long what is said is kept in chat.data.directory.
	 *
	 * @param keep Time that lines and other events are kept. Older ones are deleted.
	 * @param maxBytes Maximum size of the database, at least 1MB. Above it the oldest
	 * events are deleted earlier. Does not limit Redis.
	 */
	record History(@DefaultValue("30d") @DurationMin(minutes = 1) @DurationMax(days = 36500) Duration keep,
			@DefaultValue("1GB") @AtLeast("1MB") DataSize maxBytes) {
	}

	/**
	 * Names that people own.
	 *
	 * @param operators Names of accounts that are operators'. Register a name before you
	 * list it: one that is listed and not registered can be neither taken nor registered
	 * in the chat.
	 * @param plain Whether passwords are accepted over connections without TLS that do
	 * not come from this machine. Anyone between can read them.
	 * @param checksPerSecond Number of passwords that the server checks in a second; each
	 * takes a core for about 50 ms.
	 */
	record Accounts(@DefaultValue Set<String> operators, @DefaultValue("false") boolean plain,
			@DefaultValue("10") @Min(1) @Max(1000) int checksPerSecond) {
	}

	/**
	 * Load balancers that send a PROXY header.
	 *
	 * @param trusted Address ranges (CIDR) of load balancers that must send a PROXY
	 * header.
	 * @param headerTimeout Time that a load balancer has to send the PROXY header. Its
	 * connection is then closed.
	 */
	record Proxy(@DefaultValue List<AddressRange> trusted,
			@DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration headerTimeout) {
	}

	/**
	 * Several nodes that share their rooms. Where the engine is, is said by
	 * {@code spring.data.redis}.
	 *
	 * @param enabled Whether this is one of several nodes that share their rooms over
	 * Redis or Valkey (spring.data.redis). Nothing is kept in chat.data.directory then.
	 * @param prefix How the keys in Redis begin. Chats with different prefixes can share
	 * an engine.
	 * @param node Name of this node, different from all others; letters, digits, '-' and
	 * '_'. It stays the same when the node is started again. The default is the name of
	 * the host.
	 * @param lease Time after which a node that does not respond counts as dead. Its
	 * members leave then.
	 * @param beat How often a node reports that it is alive; at most a third of the
	 * lease.
	 * @param patience Time that Redis may be away before a node disconnects its clients.
	 */
	record Cluster(@DefaultValue("false") boolean enabled,
			@DefaultValue("chat") @Pattern(regexp = "[A-Za-z0-9_-]{1,40}") String prefix,
			@DefaultValue("") @Pattern(regexp = "[A-Za-z0-9_-]{0,64}") String node,
			@DefaultValue("15s") @DurationMin(millis = 500) @DurationMax(hours = 1) Duration lease,
			@DefaultValue("3s") @DurationMin(millis = 50) @DurationMax(minutes = 20) Duration beat,
			@DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration patience) {

		void check() {
			if (this.beat.multipliedBy(3).compareTo(this.lease) > 0) {
				throw new SettingException("chat.cluster.beat", DurationStyle.SIMPLE.print(this.beat),
						"is more than a third of chat.cluster.lease=" + DurationStyle.SIMPLE.print(this.lease), null);
			}
		}

	}

	/**
	 * The page, and HTTP for programs.
	 *
	 * @param address Address to listen on.
	 * @param port Port of HTTP for browsers and programs, 0 to 65535. 0 takes a free
	 * port, -1 turns it off.
	 * @param bundle Name of the bundle under spring.ssl.bundle for HTTPS. Without a
	 * bundle the port is plain HTTP.
	 * @param allowedOrigins Origins (https://www.example.org) whose pages may open
	 * sessions too. A page of this server itself always may.
	 * @param maxSessions Maximum number of open sessions of browsers and requests of
	 * programs. Others are refused with status 503.
	 * @param pingInterval Time between two pings of a session. A browser that answers
	 * none for twice that time is disconnected.
	 * @param forwardedHeader Header in which the proxies of chat.proxy.trusted must name
	 * the browser's address: X-Forwarded-For or Forwarded.
	 */
	record Web(@DefaultValue("localhost") InetAddress address, @DefaultValue("8000") @Min(-1) @Max(65535) int port,
			@Nullable String bundle, @DefaultValue List<String> allowedOrigins,
			@DefaultValue("2000") @Min(1) @Max(1_000_000) int maxSessions,
			@DefaultValue("20s") @DurationMin(millis = 1) @DurationMax(days = 1) Duration pingInterval,
			@DefaultValue("X-Forwarded-For") @Pattern(regexp = "(?i)(x-forwarded-for|forwarded)",
					message = "is neither X-Forwarded-For nor Forwarded") String forwardedHeader) {

		/** The port that turns it off. */
		static final int OFF = -1;

		/**
		 * Returns how many sessions there may be: none without a port, and fewer than the
		 * setting where the process may not open enough files.
		 */
		int sessions(FileLimit limit) {
			return (this.port == OFF) ? 0 : limit.sessionsAtMost(this.maxSessions);
		}

	}

}
