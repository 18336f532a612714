package io.chatroom.client.load;

import java.time.Duration;

/**
 * The waits of a run. Tests use other ones.
 *
 * @param settled time without input after which the join lines have stopped
 * @param drained time without input after which missing lines count as lost
 * @param evicted time without input after which stalled clients have read everything
 * @param gauges maximum time until the server's counts are right after the resets
 * @param metrics timeout of a request for the server's metrics
 */
record LoadWaits(Duration settled, Duration drained, Duration evicted, Duration gauges, Duration metrics) {

	static final LoadWaits REAL = new LoadWaits(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofMillis(500),
			Duration.ofSeconds(3), Duration.ofSeconds(5));

}
