package io.chatroom.tcp.out;

import java.io.IOException;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an outbox that is evicted still sends, and what it drops.
 */
class OutboxEvictionTests extends OutboxScript {

	private static final String BYE = CloseReason.STALLED.lastWords() + " ";

	OutboxEvictionTests() throws IOException {
	}

	@Test
	void isNotEvictedOnceItsStreamHasEnded() throws IOException {
		tell("bye");
		this.outbox.end(CloseReason.QUIT);
		this.peer.holdAtEnd();
		write();
		assertThat(this.peer.isShutDown()).isTrue();
		assertThat(this.outbox.evict(CloseReason.STALLED)).isFalse();
		this.peer.hold(false);
		assertThat(written()).isEqualTo("bye ");
		assertThat(this.outbox.state()).isEqualTo(State.FINISHED);
	}

	@Test
	void letsLogGoWhenEvicted() throws IOException {
		this.peer.takeInAll(2);
		this.outbox.follow(this.log);
		append("all1");
		write();
		evict(CloseReason.STALLED);
		assertThat(this.log.group(this.writer).size()).isZero();
		assertThat(this.outbox.queuedBytes()).isEqualTo(this.outbox.ownBytes());
		this.peer.takeInAll(1000);
		assertThat(written()).isEqualTo("all1 " + BYE);
		assertThat(this.outbox.ownBytes()).isZero();
	}

	@Test
	void countsOwnBytesOfLastLineAlone() throws IOException {
		this.peer.takeInAll(2);
		tell("hello");
		write();
		evict(CloseReason.STALLED);
		long last = this.outbox.ownBytes();
		this.peer.takeInAll(5);
		write();
		assertThat(this.outbox.ownBytes()).isEqualTo(last).isPositive();
	}

	/**
	 * So many bytes of eight lines are written, then it is evicted.
	 */
	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			value = { "0,||", "1,|own1 |", "5,|own1 |", "6,|own1 |", "7,|own1 all1 |", "11,|own1 all1 |",
					"12,|own1 all1 |", "13,|own1 all1 all2 |", "18,|own1 all1 all2 |", "19,|own1 all1 all2 own2 |",
					"48,|own1 all1 all2 own2 own3 all3 own4 all4 |" })
	void keepsHalfWrittenLineWhenEvictedAndDropsRest(int bytes, String all) throws IOException {
		this.peer.takeInAll(bytes);
		fill();
		written();
		evict(CloseReason.STALLED);
		tell("late");
		append("late");
		this.peer.takeInAll(Integer.MAX_VALUE);
		assertThat(written()).isEqualTo(all + BYE);
		assertThat(this.outbox.state()).isEqualTo(State.FINISHED);
	}

	@Test
	void isEvictedOnce() throws IOException {
		tell("hello");
		long queued = this.outbox.queuedBytes();
		assertThat(this.outbox.evictedBytes()).isEqualTo(-1);
		evict(CloseReason.STALLED);
		assertThat(this.outbox.evict(CloseReason.OVERFLOW)).isFalse();
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.STALLED);
		assertThat(this.outbox.evictedBytes()).isEqualTo(queued);
		assertThat(written()).isEqualTo(BYE);
		assertThat(this.outbox.evict(CloseReason.OVERFLOW)).isFalse();
	}

	@Test
	void isEvictedWhileItEndsButKeepsItsReason() throws IOException {
		tell("hello");
		this.outbox.end(CloseReason.QUIT);
		evict(CloseReason.STALLED);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.QUIT);
		assertThat(written()).isEqualTo(BYE);
	}

	@ParameterizedTest
	@EnumSource
	void receivesLastLineInItsFormat(Format format) throws IOException {
		this.outbox.format(format);
		evict(CloseReason.OVERFLOW);
		assertThat(written().strip()).isEqualTo(CloseReason.OVERFLOW.lastWords(format));
	}

	private void evict(CloseReason reason) {
		assertThat(this.outbox.evict(reason)).isTrue();
	}

}
