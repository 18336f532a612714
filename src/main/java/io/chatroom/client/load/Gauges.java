package io.chatroom.client.load;

import java.util.OptionalDouble;

/**
 * The clients that the server counts after the resets.
 *
 * @param left the clients that should be left
 * @param connected the server's number of connected clients
 * @param members the server's number of clients with a name
 */
record Gauges(int left, OptionalDouble connected, OptionalDouble members) {

	static Gauges of(ServerMetrics.Reading reading, int left) {
		return new Gauges(left, reading.connected(), reading.members());
	}

	boolean right() {
		OptionalDouble right = OptionalDouble.of(this.left);
		return this.connected.equals(right) && this.members.equals(right);
	}

}
