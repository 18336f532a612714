package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which lanes a writer writes in its turn, and which clients it evicts.
 */
class WriterTests {

	private static final int MAX_BYTES = 1000;

	private static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);

	private final List<CloseReason> evicted = new ArrayList<>();

	private final List<Long> delivered = new ArrayList<>();

	private int sweeps;

	private long now;

	private final Writer writer = new Writer(new OutboxLimits(MAX_BYTES, STALL_TIMEOUT), new Delivered(),
			this.evicted::add, () -> this.sweeps++, () -> this.now);

	private final Log log = new Log(List.of(this.writer));

	private Peer peer;

	private Outbox outbox;

	@BeforeEach
	void follow() throws IOException {
		this.peer = new Peer();
		this.outbox = this.peer.follow(this.log, this.writer);
		this.writer.turn();
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
	void leavesFullLaneAloneUntilItTakesMore() throws IOException {
		this.peer.takeInAll(2);
		append("one");
		this.writer.turn();
		append("two");
		this.writer.turn();
		int writes = this.peer.writes();
		this.writer.turn();
		assertThat(this.peer.writes()).isEqualTo(writes);
		assertThat(this.peer.text()).isEqualTo("on");
		this.peer.takeInAll(100);
		this.writer.poll();
		assertThat(this.peer.text()).isEqualTo("one two ");
	}

	@Test
	void evictsWhomTooMuchIsQueuedFor() throws IOException {
		this.peer.takeInAll(0);
		append("x".repeat(MAX_BYTES - 2));
		this.writer.turn();
		assertThat(this.evicted).isEmpty();
		append("y");
		laterBy(Duration.ofMillis(10));
		assertThat(this.evicted).containsExactly(CloseReason.OVERFLOW);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.OVERFLOW);
		assertThat(this.outbox.evictedBytes()).isEqualTo(MAX_BYTES + 3);
		this.peer.takeInAll(1000);
		this.writer.poll();
		assertThat(this.peer.text()).isEqualTo(CloseReason.OVERFLOW.lastWords() + " ");
		assertThat(this.outbox.state()).isEqualTo(State.FINISHED);
	}

	@Test
	void evictsWhoseSocketIsFullForTooLong() throws IOException {
		this.peer.takeInAll(0);
		append("one");
		this.writer.turn();
		laterBy(STALL_TIMEOUT.minusNanos(1));
		assertThat(this.evicted).isEmpty();
		laterBy(Duration.ofMillis(10));
		assertThat(this.evicted).containsExactly(CloseReason.STALLED);
		laterBy(STALL_TIMEOUT);
		assertThat(this.evicted).containsExactly(CloseReason.STALLED);
	}

	@Test
	void doesNotEvictWhoTakesALittle() throws IOException {
		this.peer.takeInAll(0);
		append("one");
		this.writer.turn();
		for (int i = 0; i < 3; i++) {
			laterBy(STALL_TIMEOUT.minusNanos(1));
			this.peer.takeInAll(1);
			this.writer.poll();
		}
		assertThat(this.evicted).isEmpty();
		assertThat(this.peer.text()).isEqualTo("one");
	}

	@Test
	void forgetsFullLaneWhoseChannelWasClosed() throws IOException {
		this.peer.takeInAll(0);
		append("one");
		this.writer.turn();
		this.peer.channel().close();
		this.outbox.closed(CloseReason.RESET);
		laterBy(STALL_TIMEOUT);
		assertThat(this.evicted).isEmpty();
		assertThat(this.log.group(this.writer).size()).isZero();
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
	void takesNothingMoreOnceItHasStopped() {
		this.writer.stop();
		append("one");
		assertThat(this.writer.bytesBehind()).isZero();
		this.writer.turn();
		assertThat(this.peer.writes()).isZero();
	}

	@Test
	void isBehindByWhatIsNotSwept() {
		append("one");
		append("two");
		assertThat(this.writer.bytesBehind()).isEqualTo(10);
		this.writer.turn();
		assertThat(this.writer.bytesBehind()).isZero();
	}

	@Test
	void isNotBehindForFullLanes() {
		this.peer.takeInAll(0);
		append("one");
		this.writer.turn();
		append("two");
		this.writer.turn();
		assertThat(this.writer.bytesBehind()).isZero();
	}

	@Test
	void isNotBehindWhereNobodyFollows() {
		OutboxScript.append(new Log(List.of(this.writer)), "one");
		assertThat(this.writer.bytesBehind()).isZero();
	}

	@Test
	void endsDeliveryWhenAllWritersHaveSwept() throws IOException {
		Writer second = new Writer(new OutboxLimits(MAX_BYTES, STALL_TIMEOUT), new Delivered(), this.evicted::add,
				() -> {
				}, () -> this.now);
		Log both = new Log(List.of(this.writer, second));
		new Peer().follow(both, this.writer);
		new Peer().follow(both, second);
		this.writer.turn();
		second.turn();
		Delivery delivery = new Delivery(() -> this.now, this.delivered::add, 100);
		both.append(Peer.line("one"), 1, delivery);
		delivery.end();
		this.now = 300;
		this.writer.turn();
		assertThat(this.delivered).isEmpty();
		this.now = 500;
		second.turn();
		assertThat(this.delivered).containsExactly(400L);
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

	private void append(String text) {
		OutboxScript.append(this.log, text);
	}

	private void laterBy(Duration time) throws IOException {
		this.now += time.toNanos();
		this.writer.turn();
	}

}
