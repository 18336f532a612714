package io.chatroom.client.load.resume;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.chatroom.client.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a run do.
 *
 * @param servers the servers; each client begins with another one
 * @param clients how many clients there are
 * @param rooms over how many rooms they are spread; with 1 they stay where everyone
 * begins
 * @param senders how many of them send; the first ones
 * @param window unconfirmed lines of each sender at most
 * @param rate lines per second of all senders together, 0 for as many as the window
 * allows
 * @param size bytes of a line's text
 * @param duration how long they send
 */
public record ResumePlan(List<HostAndPort> servers, int clients, int rooms, int senders, int window, double rate,
		int size, Duration duration) {

	public ResumePlan {
		servers = List.copyOf(servers);
	}

	/**
	 * The room of a client, null for the one in which everyone begins.
	 */
	@Nullable String roomOf(int client) {
		return (this.rooms > 1) ? "room-" + (1 + client % this.rooms) : null;
	}

	/** The servers in the order in which a client tries them. */
	List<HostAndPort> serversOf(int client) {
		int first = client / this.rooms % this.servers.size();
		return Stream.concat(this.servers.stream().skip(first), this.servers.stream().limit(first)).toList();
	}

}
