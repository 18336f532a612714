package io.chatroom.tcp.out;

import java.io.IOException;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an outbox counts of lines and bytes.
 */
class OutboxCountTests extends OutboxScript {

	OutboxCountTests() throws IOException {
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

}
