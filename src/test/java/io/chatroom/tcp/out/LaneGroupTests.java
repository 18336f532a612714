package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A log's lanes while peers come and go, before, during and after sweeps: each peer that
 * follows receives each line once. The seed is printed by what fails.
 */
class LaneGroupTests {

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	private final Writer writer = new Writer(new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), new Delivered(),
			(reason) -> {
			}, () -> {
			}, () -> 0);

	private final Log log = new Log(List.of(this.writer));

	private final List<Peer> peers = new ArrayList<>();

	private final List<Outbox> outboxes = new ArrayList<>();

	private final List<Peer> gone = new ArrayList<>();

	/** What each peer must have. */
	private final List<StringBuilder> expected = new ArrayList<>();

	@Test
	void leavesNobodyOut() throws IOException {
		for (int round = 0; round < 500; round++) {
			change();
			if (this.random.nextBoolean() && !this.peers.isEmpty()) {
				any().onWrite(this::change);
			}
			String line = "line" + round;
			OutboxScript.append(this.log, line);
			this.expected.forEach((all) -> all.append(line).append(' '));
			this.writer.turn();
			this.writer.turn();
			verify(round);
			close(this.gone);
		}
		close(this.peers);
	}

	private static void close(List<Peer> peers) throws IOException {
		for (Peer peer : peers) {
			peer.close();
		}
		peers.clear();
	}

	private void change() {
		for (int times = this.random.nextInt(4); times > 0; times--) {
			if (this.peers.size() < 5 || (this.peers.size() < 150 && this.random.nextInt(5) > 1)) {
				come();
			}
			else {
				go(this.random.nextInt(this.peers.size()));
			}
		}
	}

	private void come() {
		try {
			Peer peer = new Peer();
			Outbox outbox = peer.outbox(this.writer);
			outbox.follow(this.log);
			this.peers.add(peer);
			this.outboxes.add(outbox);
			this.expected.add(new StringBuilder());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Ends one, which leaves at its next write; what it received is not looked at. */
	private void go(int index) {
		this.outboxes.remove(index).end(CloseReason.QUIT);
		this.gone.add(this.peers.remove(index));
		this.expected.remove(index);
	}

	private Peer any() {
		return this.peers.get(this.random.nextInt(this.peers.size()));
	}

	private void verify(int round) {
		assertThat(this.log.group(this.writer).size()).as("seed %d, round %d", this.seed, round)
			.isEqualTo(this.peers.size());
		for (int i = 0; i < this.peers.size(); i++) {
			assertThat(this.peers.get(i).text()).as("seed %d, round %d", this.seed, round)
				.isEqualTo(this.expected.get(i).toString());
		}
	}

}
