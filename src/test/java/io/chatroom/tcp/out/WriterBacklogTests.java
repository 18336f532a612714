package io.chatroom.tcp.out;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far a writer is behind, and when a delivery ends.
 */
class WriterBacklogTests extends WriterScript {

	private final List<Long> delivered = new ArrayList<>();

	WriterBacklogTests() throws IOException {
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

}
