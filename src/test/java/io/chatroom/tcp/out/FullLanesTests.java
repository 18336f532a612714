package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lanes with full sockets, whose channels take more whenever a test polls.
 */
class FullLanesTests {

	private static final OutboxLimits LIMITS = new OutboxLimits(1000, Duration.ofSeconds(5));

	private final List<CloseReason> evicted = new ArrayList<>();

	private final List<Lane> written = new ArrayList<>();

	/** Near the end of what a long holds, as a clock's time may be. */
	private long now = Long.MAX_VALUE - 5;

	private final Writer writer = new Writer(LIMITS, new Delivered(), this.evicted::add, () -> {
	}, () -> this.now);

	private final FullLanes full = new FullLanes(LIMITS, this.evicted::add, () -> this.now, this.written::add);

	private final Peer peer = new Peer();

	private final Outbox outbox = this.peer.outbox(this.writer);

	private final Lane lane = new Lane(this.outbox, this.peer.channel(), this.peer, this.writer);

	FullLanesTests() throws IOException {
	}

	@BeforeEach
	void add() {
		this.full.add(this.lane);
	}

	@AfterEach
	void close() throws IOException {
		this.full.close();
		this.peer.close();
	}

	@Test
	void writesALaneOnceItsSocketTakesMore() throws IOException {
		assertThat(this.lane.isFull()).isTrue();
		this.full.poll();
		assertThat(this.lane.isFull()).isFalse();
		assertThat(this.written).containsExactly(this.lane);
		this.full.poll();
		assertThat(this.written).as("it is not full any more").hasSize(1);
		this.full.add(this.lane);
		this.full.await();
		assertThat(this.written).hasSize(2);
	}

	@Test
	void doesNotWaitAfterAWakeUp() throws IOException {
		this.full.poll();
		this.full.wakeUp();
		this.full.await();
		assertThat(this.written).hasSize(1);
	}

	@Test
	void evictsAClientForWhichTooMuchIsQueued() {
		this.outbox.tell(new byte[500]);
		review(Duration.ofMillis(10));
		assertThat(this.evicted).isEmpty();
		this.outbox.tell(new byte[500]);
		review(Duration.ofMillis(10).minusNanos(1));
		assertThat(this.evicted).as("it looks every 10 ms").isEmpty();
		review(Duration.ofNanos(1));
		assertThat(this.evicted).containsExactly(CloseReason.OVERFLOW);
		assertThat(this.outbox.state()).isEqualTo(State.ENDING);
	}

	@Test
	void evictsAClientWhoseSocketIsFullForTooLong() {
		review(LIMITS.stallTimeout().minusNanos(1));
		assertThat(this.evicted).isEmpty();
		review(Duration.ofMillis(10));
		review(Duration.ofMillis(10));
		assertThat(this.evicted).as("once").containsExactly(CloseReason.STALLED);
	}

	@Test
	void evictsNobodyWhoseSocketHasTakenSomething() throws IOException {
		review(LIMITS.stallTimeout().minusNanos(1));
		this.full.poll();
		this.full.add(this.lane);
		review(LIMITS.stallTimeout().minusNanos(1));
		assertThat(this.evicted).isEmpty();
	}

	@Test
	void writesALaneWhoseChannelWasClosedAndForgetsIt() throws IOException {
		this.peer.channel().close();
		review(Duration.ofMillis(10));
		assertThat(this.written).containsExactly(this.lane);
		this.full.closed(this.lane);
		review(LIMITS.stallTimeout());
		this.full.poll();
		assertThat(this.written).hasSize(1);
		assertThat(this.evicted).isEmpty();
	}

	@Test
	void losesALaneThatCannotBeWaitedFor() throws IOException {
		Peer gone = new Peer();
		Outbox lost = gone.outbox(this.writer);
		gone.channel().close();
		this.full.add(new Lane(lost, gone.channel(), gone, this.writer));
		assertThat(lost.state()).isEqualTo(State.LOST);
	}

	private void review(Duration later) {
		this.now += later.toNanos();
		this.full.review();
	}

}
