package io.chatroom.tcp.out;

import java.io.IOException;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How an outbox comes to its end, and what is still written.
 */
class OutboxEndTests extends OutboxScript {

	OutboxEndTests() throws IOException {
	}

	@Test
	void takesNothingMoreAfterItsEnd() throws IOException {
		this.outbox.follow(this.log);
		append("all");
		tell("own");
		this.outbox.end(CloseReason.QUIT);
		long queued = this.outbox.queuedBytes();
		tell("late");
		append("late");
		assertThat(this.outbox.queuedBytes()).isEqualTo(queued);
		this.outbox.follow(this.log);
		this.outbox.end(CloseReason.KICKED);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.QUIT);
		assertThat(written()).isEqualTo("all own ");
		append("late");
		assertThat(this.outbox.queuedBytes()).isZero();
		assertThat(this.outbox.state()).isEqualTo(State.FINISHED);
		assertThat(written()).isEqualTo("all own ");
	}

	@Test
	void isFinishedOnlyWhenItsTransportHoldsNothing() throws IOException {
		tell("bye");
		this.outbox.end(CloseReason.QUIT);
		this.peer.hold(true);
		write();
		assertThat(this.outbox.state()).isEqualTo(State.ENDING);
		assertThat(this.peer.isShutDown()).isTrue();
		int before = this.peer.changes();
		this.peer.hold(false);
		write();
		assertThat(this.outbox.state()).isEqualTo(State.FINISHED);
		assertThat(this.peer.changes()).isEqualTo(before + 1);
		write();
		assertThat(this.peer.changes()).isEqualTo(before + 1);
	}

	@Test
	void isFinishedOnlyWhenItsEndIsFlushedToo() throws IOException {
		this.outbox.end(CloseReason.QUIT);
		this.peer.holdAtEnd();
		int before = this.peer.changes();
		this.writer.turn();
		assertThat(this.peer.isShutDown()).isTrue();
		assertThat(this.outbox.state()).isEqualTo(State.ENDING);
		assertThat(this.peer.changes()).isEqualTo(before);
	}

	@Test
	void isLostWhenItsTransportBreaks() {
		this.peer.breakOff();
		tell("hello");
		this.writer.turn();
		assertThat(this.outbox.state()).isEqualTo(State.LOST);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.RESET);
		assertThat(this.peer.changes()).isOne();
	}

	@Test
	void isLostForGood() throws IOException {
		this.outbox.end(CloseReason.QUIT);
		this.outbox.lose();
		written();
		assertThat(this.outbox.state()).isEqualTo(State.LOST);
		assertThat(this.outbox.evict(CloseReason.STALLED)).isFalse();
	}

	@Test
	void endsWithItsLastLineAtOnce() throws IOException {
		this.outbox.follow(this.log);
		assertThat(this.outbox.end(CloseReason.IDLE, Peer.line("idle"))).isTrue();
		append("late");
		assertThat(this.outbox.end(CloseReason.NAMELESS, Peer.line("again"))).isFalse();
		assertThat(written()).isEqualTo("idle ");
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.IDLE);
	}

	@Test
	void tellsItsReaderOfEveryEnd() throws IOException {
		this.outbox.evict(CloseReason.STALLED);
		assertThat(this.peer.changes()).isOne();
		Peer other = new Peer();
		other.outbox(this.writer).end(CloseReason.QUIT);
		assertThat(other.changes()).isOne();
	}

	@Test
	void isNotLostWhenAllWasWritten() throws IOException {
		this.outbox.end(CloseReason.QUIT);
		written();
		this.outbox.lose();
		assertThat(this.outbox.state()).isEqualTo(State.FINISHED);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.QUIT);
	}

	@Test
	void isForgottenWhenItsChannelWasClosed() throws IOException {
		this.outbox.follow(this.log);
		append("all1");
		written();
		assertThat(this.log.group(this.writer).size()).isOne();
		this.peer.channel().close();
		this.outbox.closed(CloseReason.RESET);
		this.writer.turn();
		assertThat(this.log.group(this.writer).size()).isZero();
		append("all2");
		assertThat(written()).isEqualTo("all1 ");
	}

}
