package io.chatroom.tcp.out;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a broadcast line allocates on its way to many peers.
 */
class AllocationTests {

	private static final int PEERS = 1000;

	private static final int LINES = 200;

	/** A few objects for each line and writer, and none for a peer. */
	private static final int MOST_BYTES_A_LINE = 1000;

	private final Writer writer = new Writer(new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), new Delivered(),
			(reason) -> {
			}, () -> {
			}, () -> 0);

	private final Log log = new Log(List.of(this.writer));

	@Test
	void allocatesNothingForAPeer() throws IOException {
		Pipe.SinkChannel channel = Pipe.open().sink();
		for (int i = 0; i < PEERS; i++) {
			new Outbox(channel, new GreedyPeer(null), this.writer, () -> {
			}).follow(this.log);
		}
		this.writer.turn();
		broadcast();
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		broadcast();
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(allocated / LINES).isLessThan(MOST_BYTES_A_LINE);
	}

	private void broadcast() {
		for (int i = 0; i < LINES; i++) {
			OutboxScript.append(this.log, "a line of some length");
			this.writer.turn();
		}
	}

}
