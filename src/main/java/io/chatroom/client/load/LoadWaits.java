package io.chatroom.client.load;

import java.time.Duration;

/**
 * How long a run waits for what may not come. Tests hand in their own.
 *
 * @param settled how long nothing has come when the news of the arrivals is over
 * @param drained how long nothing has come when what is missing is lost
 * @param evicted how long nothing has come when the stalled clients have read all
 * @param gauges how long the server has to count who is left
 * @param metrics how long the server has to answer with its metrics
 */
record LoadWaits(Duration settled, Duration drained, Duration evicted, Duration gauges, Duration metrics) {

	static final LoadWaits REAL = new LoadWaits(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofMillis(500),
			Duration.ofSeconds(3), Duration.ofSeconds(5));

}
