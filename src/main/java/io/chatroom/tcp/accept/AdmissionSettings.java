package io.chatroom.tcp.accept;

import java.util.List;

import io.chatroom.protocol.AddressRange;

/**
 * Who is admitted. An IPv6 address counts as its /64 network.
 *
 * @param maxConnections maximum number of open connections
 * @param maxConnectionsPerAddress maximum number of open connections from one address; 0
 * is no limit
 * @param connectionsPerMinutePerAddress maximum number of new connections from one
 * address in the minute that starts with its first one; 0 is no limit
 * @param exempt addresses to which the two limits per address do not apply
 * @param deny addresses whose connections are closed without a line
 */
public record AdmissionSettings(int maxConnections, int maxConnectionsPerAddress, int connectionsPerMinutePerAddress,
		List<AddressRange> exempt, List<AddressRange> deny) {

	/** Admits nobody. */
	static final AdmissionSettings NOBODY = new AdmissionSettings(0, 0, 0, List.of(), List.of());

}
