package io.chatroom.tcp.out;

import java.io.IOException;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one peer receives, in which order, and what is queued until then.
 */
class OutboxTests extends OutboxScript {

	OutboxTests() throws IOException {
	}

	@Test
	void receivesLogOnlySinceItFollows() throws IOException {
		tell("greeting");
		append("before");
		tell("welcome");
		this.outbox.follow(this.log);
		append("after");
		assertThat(written()).isEqualTo("greeting welcome after ");
	}

	@Test
	void receivesOwnLinesAndLogInTheOrderInWhichTheyCame() throws IOException {
		fill();
		assertThat(written()).isEqualTo("own1 all1 all2 own2 own3 all3 own4 all4 ");
	}

	@Test
	void continuesWhereItStopped() throws IOException {
		this.outbox.follow(this.log);
		append("all1");
		assertThat(written()).isEqualTo("all1 ");
		append("all2");
		tell("own");
		append("all3");
		assertThat(written()).isEqualTo("all1 all2 own all3 ");
		append("all4");
		assertThat(written()).isEqualTo("all1 all2 own all3 all4 ");
	}

	@Test
	void receivesSameInPartsOfEverySize() throws IOException {
		fill();
		this.outbox.end(CloseReason.QUIT);
		String all = written();
		for (int size = 1; size <= all.length() + 1; size++) {
			OutboxScript other = new OutboxScript();
			other.peer.takeAtOnce(size);
			other.fill();
			other.outbox.end(CloseReason.QUIT);
			assertThat(other.written()).as("%d bytes at a time", size).isEqualTo(all);
			assertThat(other.delivered.lines()).as("lines, %d bytes at a time", size).isEqualTo(8);
			assertThat(other.delivered.bytes()).as("bytes, %d at a time", size)
				.isEqualTo(all.replace(" ", "\r\n").length());
			assertThat(other.outbox.state()).isEqualTo(State.FINISHED);
		}
	}

	@Test
	void followsLongLinesThroughSegments() throws IOException {
		this.outbox.follow(this.log);
		StringBuilder all = new StringBuilder();
		for (int length = 1; length < 200_000; length *= 3) {
			String line = String.valueOf((char) ('a' + length % 26)).repeat(length);
			append(line);
			append(line);
			all.append(line).append(' ').append(line).append(' ');
		}
		assertThat(written()).isEqualTo(all.toString());
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
	void countsWhatIsQueued() throws IOException {
		this.peer.takeInAll(0);
		assertThat(this.outbox.queuedBytes()).isZero();
		append("before it follows");
		tell("own1");
		long own = this.outbox.ownBytes();
		assertThat(own).isGreaterThanOrEqualTo(6);
		assertThat(this.outbox.queuedBytes()).isEqualTo(own);
		this.outbox.follow(this.log);
		assertThat(this.outbox.queuedBytes()).isEqualTo(own);
		append("all1");
		assertThat(this.outbox.queuedBytes()).isEqualTo(own + 6);
		tell("own2");
		append("all2");
		assertThat(this.outbox.ownBytes()).isEqualTo(2 * own);
		assertThat(this.outbox.queuedBytes()).isEqualTo(2 * own + 12);
		this.peer.takeInAll(3);
		written();
		assertThat(this.outbox.queuedBytes()).as("a half-written line counts").isEqualTo(2 * own + 12);
		this.peer.takeInAll(3 + 3);
		written();
		assertThat(this.outbox.queuedBytes()).as("three bytes of the log are written").isEqualTo(own + 9);
		this.peer.takeInAll(Integer.MAX_VALUE);
		written();
		assertThat(this.outbox.ownBytes()).isZero();
		assertThat(this.outbox.queuedBytes()).isZero();
	}

	@Test
	void followsAnotherLogFromWhereItIs() throws IOException {
		Log other = new Log(List.of(this.writer));
		this.outbox.follow(this.log);
		append("all1");
		append(other, "other1");
		this.outbox.follow(other);
		append("all2");
		append(other, "other2");
		tell("own");
		append(other, "other3");
		this.outbox.follow(this.log);
		append(other, "other4");
		append("all3");
		assertThat(written()).isEqualTo("all1 other2 own other3 all3 ");
		append("all4");
		append(other, "other5");
		assertThat(written()).isEqualTo("all1 other2 own other3 all3 all4 ");
	}

	@Test
	void countsWhatIsQueuedOfAllLogs() throws IOException {
		Log other = new Log(List.of(this.writer));
		this.outbox.follow(this.log);
		append("all1");
		this.outbox.follow(other);
		assertThat(this.outbox.queuedBytes()).isEqualTo(6);
		append("all2");
		append(other, "other1");
		// the other lines of the log that was left are kept, too, until it is passed
		assertThat(this.outbox.queuedBytes()).isEqualTo(6 + 6 + 8);
		written();
		assertThat(this.outbox.queuedBytes()).isZero();
		append(other, "other2");
		append("all3");
		assertThat(this.outbox.queuedBytes()).isEqualTo(8);
	}

	@Test
	void countsLinesOfAllLogsAndItsOwn() throws IOException {
		Log other = new Log(List.of(this.writer));
		append("before");
		tell("own");
		this.outbox.follow(this.log);
		append("all1");
		append("all2");
		this.outbox.follow(other);
		append("all3");
		append(other, "other1");
		assertThat(this.outbox.lines()).isEqualTo(4);
		this.outbox.end(CloseReason.QUIT);
		written();
		append(other, "other2");
		assertThat(this.outbox.lines()).isEqualTo(4);
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
