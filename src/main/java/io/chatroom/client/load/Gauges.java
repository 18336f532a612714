package io.chatroom.client.load;

import java.util.OptionalDouble;

/**
 * Whom the server counts.
 *
 * @param left how many there are
 * @param connected how many it says are connected
 * @param members how many it says have a name
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
