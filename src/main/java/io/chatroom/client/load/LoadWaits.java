package io.chatroom.client.load;

import java.time.Duration;

import io.chatroom.client.Waits;

/**
 * The waits of a run. Tests use other ones.
 *
 * @param settled time without input after which the join lines have stopped
 * @param drained time without input after which missing lines count as lost
 * @param evicted time without input after which stalled clients have read everything
 * @param gauges maximum time until the server's counts are right after the resets
 * @param resumed with {@code --resume}, maximum time to let all clients in, to confirm
 * the last lines, and to deliver the last events
 * @param reconnect with {@code --resume}, waits of a client between two attempts
 * @param metrics timeout of a request for the server's metrics
 */
record LoadWaits(Duration settled, Duration drained, Duration evicted, Duration gauges, Duration resumed,
		Waits reconnect, Duration metrics) {

	static final LoadWaits REAL = new LoadWaits(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofMillis(500),
			Duration.ofSeconds(3), Duration.ofMinutes(2), Waits.REAL, Duration.ofSeconds(5));

}
