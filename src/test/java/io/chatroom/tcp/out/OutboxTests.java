package io.chatroom.tcp.out;

import java.io.IOException;
import java.util.List;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one peer receives, and in which order.
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

}
