package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a writer does with a client whose socket is full.
 */
class FullSocketTests extends WriterScript {

	FullSocketTests() throws IOException {
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

}
