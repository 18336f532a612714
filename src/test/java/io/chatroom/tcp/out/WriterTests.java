package io.chatroom.tcp.out;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which lanes a writer writes in its turn.
 */
class WriterTests extends WriterScript {

	WriterTests() throws IOException {
	}

	@Test
	void sweepsOnlyLanesOfLogsThatHaveGrown() throws IOException {
		Log other = new Log(List.of(this.writer));
		Peer elsewhere = new Peer();
		elsewhere.follow(other, this.writer);
		this.writer.turn();
		append("one");
		this.writer.turn();
		assertThat(this.peer.text()).isEqualTo("one ");
		assertThat(elsewhere.writes()).isZero();
		OutboxScript.append(other, "two");
		this.writer.turn();
		assertThat(this.peer.writes()).isOne();
		assertThat(elsewhere.text()).isEqualTo("two ");
	}

	@Test
	void writesSeveralLinesAtOnce() {
		append("one");
		append("two");
		append("three");
		this.writer.turn();
		assertThat(this.peer.text()).isEqualTo("one two three ");
		assertThat(this.peer.writes()).isOne();
		assertThat(this.sweeps).isOne();
	}

	@Test
	void writesAllLanesThoughSomeEndMeanwhile() throws IOException {
		List<Peer> peers = new ArrayList<>();
		List<Outbox> outboxes = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Peer next = new Peer();
			peers.add(next);
			outboxes.add(next.follow(this.log, this.writer));
		}
		this.writer.turn();
		// lanes that were written and lanes that were not end while others are written
		peers.get(10)
			.onWrite(() -> IntStream.range(0, 200)
				.filter((i) -> i % 3 == 0)
				.forEach((i) -> outboxes.get(i).end(CloseReason.QUIT)));
		append("one");
		append("two");
		this.writer.turn();
		for (int i = 0; i < 200; i++) {
			assertThat(peers.get(i).text()).as("peer %d", i).isEqualTo("one two ");
		}
		assertThat(this.log.group(this.writer).size()).isEqualTo(1 + 200 - 67);
	}

	@Test
	void endsOneClientOnAFailureOfOurs() throws IOException {
		Peer other = new Peer();
		other.follow(this.log, this.writer);
		this.writer.turn();
		this.peer.onWrite(() -> {
			throw new IllegalStateException("broken");
		});
		append("one");
		append("two");
		this.writer.turn();
		assertThat(this.outbox.state()).isEqualTo(State.LOST);
		assertThat(other.text()).isEqualTo("one two ");
		assertThat(this.log.group(this.writer).size()).isOne();
	}

	@Test
	void writesOwnLinesWhileItSweepsMany() throws IOException {
		List<Peer> peers = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			peers.add(new Peer());
			peers.getLast().follow(this.log, this.writer);
		}
		this.writer.turn();
		Peer asking = new Peer();
		Outbox own = asking.outbox(this.writer);
		append("one");
		peers.get(20).onWrite(() -> own.tell(Peer.line("answer")));
		int[] written = new int[1];
		asking.onWrite(() -> written[0] = (int) peers.stream().filter((any) -> any.writes() > 0).count());
		this.writer.turn();
		assertThat(asking.text()).isEqualTo("answer ");
		assertThat(written[0]).as("lanes written before the answer").isLessThan(100);
	}

}
