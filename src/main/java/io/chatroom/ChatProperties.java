package io.chatroom;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.chatroom.tcp.AddressRange;
import io.chatroom.tcp.Framing;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the service, under {@code chat}.
 *
 * @param tcp the port and what goes through it
 * @param tls the second port, for TLS
 * @param outbox what may wait for one client
 * @param limits what one client may take
 * @param room what people see of each other
 * @param proxy who may say for whom it connects
 */
@ConfigurationProperties(prefix = "chat", ignoreUnknownFields = false)
@Validated
record ChatProperties(@DefaultValue @Valid Tcp tcp, @DefaultValue @Valid Tls tls, @DefaultValue @Valid Outbox outbox,
		@DefaultValue @Valid Limits limits, @DefaultValue @Valid Room room, @DefaultValue @Valid Proxy proxy) {

	/**
	 * The port and what goes through it.
	 *
	 * @param bindAddress the address to listen on; 0.0.0.0 and :: are all addresses of
	 * the machine, each of both IPv4 and IPv6
	 * @param port the port to listen on; 0 takes any that is free
	 * @param framing how bytes become lines: "line", or "read" for clients that send no
	 * line ends
	 * @param maxLineLength the longest line that is accepted, in bytes of UTF-8, without
	 * its end
	 * @param drainTimeout how long a connection that ends has to take its last lines, at
	 * a stop of the server too
	 */
	record Tcp(@DefaultValue("localhost") @NotBlank String bindAddress,
			@DefaultValue("5000") @Min(0) @Max(65535) int port, @DefaultValue("line") Framing framing,
			@DefaultValue("1024") @Min(64) @Max(65536) int maxLineLength,
			@DefaultValue("5s") @DurationMin(millis = 0) @DurationMax(days = 365) Duration drainTimeout) {
	}

	/**
	 * The second port, for TLS.
	 *
	 * @param bundle the name of the bundle under spring.ssl.bundle that has its key and
	 * certificate; the port is open when there is one
	 * @param port the port to listen on; 0 takes any that is free
	 * @param clientAuth whether clients are asked for a certificate of their own: none,
	 * want or need
	 * @param handshakeTimeout how long a client has to shake hands
	 */
	record Tls(@Nullable String bundle, @DefaultValue("5001") @Min(0) @Max(65535) int port,
			@DefaultValue("none") ClientAuth clientAuth,
			@DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration handshakeTimeout) {
	}

	/**
	 * What may wait for one client.
	 *
	 * @param maxBytes how much may wait for a client that reads too slowly; beyond it the
	 * client is evicted
	 * @param stallTimeout how long something may wait for a client that reads nothing;
	 * then the client is evicted
	 */
	record Outbox(@DefaultValue("1MB") @AtLeast("4KB") DataSize maxBytes,
			@DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration stallTimeout) {
	}

	/**
	 * What one client may take. An IPv6 address counts as its /64.
	 *
	 * @param maxConnections how many may be connected at once
	 * @param maxConnectionsPerAddress how many of them may have one address; 0 for any
	 * number
	 * @param connectionsPerMinutePerAddress how many may come from one address within a
	 * minute; 0 for any number
	 * @param exempt addresses for which the limits of an address do not hold
	 * @param deny addresses from which nobody is let in
	 * @param nameDeadline how long someone who connects has to give a name
	 * @param idleTimeout how long someone with a name may say nothing; 0 is for ever
	 * @param messagesPerSecond how many lines someone may send in a second, on average;
	 * who sends more is read slower; 0 is any number
	 * @param burst how many lines someone may send at once
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
	 * What people see of each other.
	 *
	 * @param showAddress whether all see the address of someone who joins
	 * @param reservedNames names that nobody gets, beside server, system, admin, root and
	 * those that scanners send
	 * @param refuseLookAlikes whether a name is taken, or reserved, when one that looks
	 * like it is
	 * @param history how many events are kept for those who look back or resume
	 * @param historyBytes how much memory they take at most, about; a quarter of the
	 * outbox's max-bytes is never exceeded
	 */
	record Room(@DefaultValue("true") boolean showAddress, @DefaultValue Set<String> reservedNames,
			@DefaultValue("true") boolean refuseLookAlikes, @DefaultValue("200") @Min(0) @Max(100000) int history,
			@DefaultValue("256KB") @AtLeast("0B") DataSize historyBytes) {
	}

	/**
	 * Who may say for whom it connects, and has to, with a PROXY header.
	 *
	 * @param trusted ranges of addresses, in the notation of CIDR
	 * @param headerTimeout how long the header may take to come
	 */
	record Proxy(@DefaultValue List<AddressRange> trusted,
			@DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration headerTimeout) {
	}

}
