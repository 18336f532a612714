package io.chatroom.tcp;

import java.io.IOException;
import java.time.Duration;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.line.Line;
import io.chatroom.tcp.line.Lines;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one client's reader returns, and how it ends.
 */
class ConnectionReaderTests extends ReaderScript {

	ConnectionReaderTests() throws IOException {
		super(TestSettings.TCP.lines(), 1024);
	}

	@Test
	void returnsLinesUntilTheStreamEnds() throws Exception {
		send("one\r\ntwo");
		this.client.shutdownOutput();
		awaitEnd();
		assertThat(texts()).containsExactly("one", "two", "END");
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.END_OF_STREAM);
		assertThat(this.parts.counters().opened()).isOne();
		// without the drain timeout
		awaitReaderEnd();
		assertThat(this.failure).isNull();
	}

	@Test
	void givesUpAClientWithoutAName() throws Exception {
		this.clock.pass(NAME_DEADLINE.minusNanos(1));
		send("no name\n");
		awaitLines(1);
		this.clock.pass(Duration.ofNanos(1));
		awaitEnd();
		assertThat(texts()).containsExactly("no name", "END");
		assertThat(heard()).isEqualTo(CloseReason.NAMELESS.lastWords() + "\r\n");
		assertThat(this.parts.counters().evicted(CloseReason.NAMELESS)).isOne();
	}

	@Test
	void givesUpASilentMember() throws Exception {
		this.outbox.follow(this.parts.fanOut().newLog());
		this.outbox.format(Format.JSON);
		for (int i = 1; i <= 3; i++) {
			this.clock.pass(IDLE_TIMEOUT.minusNanos(1));
			send("still here\n");
			awaitLines(i);
		}
		this.clock.pass(IDLE_TIMEOUT);
		awaitEnd();
		assertThat(heard()).isEqualTo(CloseReason.IDLE.lastWords(Format.JSON) + "\r\n");
		assertThat(this.parts.counters().evicted(CloseReason.IDLE)).isOne();
	}

	@Test
	void returnsTheEndAfterAnEviction() throws Exception {
		this.outbox.tell(LONG_LINE);
		awaitEnd();
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.OVERFLOW);
		assertThat(this.lines).containsExactly(Line.NoText.END);
	}

	@Test
	void answersHttp() throws Exception {
		send("GET / HTTP/1.1\r\nHost: chat\r\n\r\n");
		awaitEnd();
		assertThat(heard()).startsWith("HTTP/1.1 400 Bad Request\r\n");
		assertRejected(RejectionReason.HTTP);
		assertThat(this.lines).containsExactly(Line.NoText.END);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.REFUSED);
	}

	@Test
	void rejectsAProxyHeader() throws Exception {
		send("PROXY TCP4 203.0.113.7 192.0.2.1 56324 5000\r\nhello\r\n");
		awaitEnd();
		assertThat(heard()).isEmpty();
		assertRejected(RejectionReason.PROXY_HEADER);
		assertThat(this.lines).containsExactly(Line.NoText.END);
		assertThat(this.outbox.closeReason()).isEqualTo(CloseReason.REFUSED);
	}

	@Test
	void failsWhenThePeerResetsTheConnection() throws Exception {
		this.client.setSoLinger(true, 0);
		this.client.close();
		awaitReaderEnd();
		assertThat(this.failure).isNotNull();
		assertThat(this.lines).isEmpty();
	}

	@Test
	void returnsNothingMoreOnceTheWriterHasLostTheConnection() throws Exception {
		this.outbox.lose();
		awaitReaderEnd();
		assertThat(this.lines).isEmpty();
		assertThat(this.failure).isNull();
	}

	@Test
	void waitsForThePeerAsLongAsTheDrainTimeout() throws Exception {
		this.outbox.end(CloseReason.QUIT, Lines.encode("Goodbye!"));
		awaitEnd();
		assertThat(heard()).isEqualTo("Goodbye!\r\n");
		this.clock.pass(DRAIN_TIMEOUT.minusNanos(1));
		send("what it sends now is dropped\n");
		assertThat(this.thread.isAlive()).isTrue();
		this.clock.pass(Duration.ofNanos(1));
		awaitReaderEnd();
		assertThat(this.lines).containsExactly(Line.NoText.END);
	}

	@Test
	void returnsNoEndWhileTheServiceStops() throws Exception {
		this.stopping = true;
		this.outbox.end(CloseReason.GOING_DOWN);
		assertThat(heard()).isEmpty();
		this.client.close();
		awaitReaderEnd();
		assertThat(this.lines).isEmpty();
	}

	private void assertRejected(RejectionReason reason) {
		assertThat(this.parts.counters().rejected(reason)).isOne();
		assertThat(this.parts.counters().opened()).isZero();
	}

	private Iterable<String> texts() {
		return this.lines.stream()
			.map((line) -> (line instanceof Line.Text text) ? text.value() : line.toString())
			.toList();
	}

}
