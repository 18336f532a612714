package io.chatroom.tcp;

import java.util.List;

/**
 * Who is let in. An IPv6 address counts as its /64.
 *
 * @param maxConnections how many may be connected at once
 * @param maxConnectionsPerAddress how many of them may have one address; 0 for any number
 * @param connectionsPerMinutePerAddress how many may come from one address within a
 * minute; 0 for any number
 * @param exempt addresses for which the two limits of an address do not hold
 * @param deny addresses from which nobody is let in
 * @param lastWords the line that one is told for whom it is too full
 */
public record AdmissionSettings(int maxConnections, int maxConnectionsPerAddress, int connectionsPerMinutePerAddress,
		List<AddressRange> exempt, List<AddressRange> deny, String lastWords) {
}
