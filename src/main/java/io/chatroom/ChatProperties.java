package io.chatroom;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.chatroom.tcp.AddressRange;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the service, under {@code chat}.
 *
 * @param tcp the port and what goes through it
 * @param outbox what may wait for one client
 * @param room what people see of each other
 * @param limits who is let in
 */
@ConfigurationProperties("chat")
@Validated
record ChatProperties(@DefaultValue @Valid Tcp tcp, @DefaultValue @Valid Outbox outbox, @DefaultValue @Valid Room room,
		@DefaultValue @Valid Limits limits) {

	/**
	 * The port and what goes through it.
	 *
	 * @param bindAddress the address to listen on; 0.0.0.0 lets other machines in
	 * @param port the port to listen on; 0 takes any that is free
	 * @param maxLineLength the longest line that is accepted, in bytes of UTF-8, without
	 * its end
	 * @param drainTimeout how long a connection that ends has to take its last lines, at
	 * a stop of the server too
	 */
	record Tcp(@DefaultValue("localhost") @NotBlank String bindAddress,
			@DefaultValue("5000") @Min(0) @Max(65535) int port,
			@DefaultValue("1024") @Min(64) @Max(65536) int maxLineLength,
			@DefaultValue("5s") @DurationMin(millis = 0) Duration drainTimeout) {
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
			@DefaultValue("30s") @DurationMin(millis = 1) Duration stallTimeout) {
	}

	/**
	 * What people see of each other.
	 *
	 * @param showAddress whether all see the address of someone who joins
	 * @param reservedNames names that nobody gets, beside server, system, admin and root
	 */
	record Room(@DefaultValue("true") boolean showAddress, @DefaultValue Set<String> reservedNames) {
	}

	/**
	 * Who is let in. An IPv6 address counts as its /64.
	 *
	 * @param maxConnections how many may be connected at once
	 * @param maxConnectionsPerAddress how many of them may have one address; 0 for any
	 * number
	 * @param connectionsPerMinutePerAddress how many may come from one address within a
	 * minute; 0 for any number
	 * @param exempt addresses for which the limits of an address do not hold
	 * @param deny addresses from which nobody is let in
	 */
	record Limits(@DefaultValue("10000") @Min(1) int maxConnections,
			@DefaultValue("32") @Min(0) int maxConnectionsPerAddress,
			@DefaultValue("60") @Min(0) int connectionsPerMinutePerAddress, @DefaultValue( {
					"127.0.0.0/8", "::1/128" }) List<AddressRange> exempt,
			@DefaultValue List<AddressRange> deny){
	}

}
