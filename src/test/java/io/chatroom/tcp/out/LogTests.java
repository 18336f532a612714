package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a log keeps, and which writers learn of a line.
 */
class LogTests {

	private final Writer writer = writer();

	private final Writer other = writer();

	private final Log log = new Log(List.of(this.writer, this.other));

	private final Log.Segment first = this.log.tail();

	@Test
	void headIsTheEndOfTheLastLine() {
		assertThat(this.log.head()).isZero();
		append("one");
		append("three");
		assertThat(this.log.head()).isEqualTo("one\r\nthree\r\n".length());
		assertThat(this.log.lines()).isEqualTo(2);
		assertThat(this.log.tail()).isSameAs(this.first);
	}

	@Test
	void segmentsGrowUpTo64KB() {
		int size = 1024;
		for (Log.Segment segment = this.first; size <= 64 * 1024; segment = this.log.tail()) {
			assertThat(segment.bytes).hasSize(size);
			while (this.log.tail() == segment) {
				append("x".repeat(98));
			}
			assertThat(this.log.tail().start).as("it follows without a gap").isEqualTo(segment.start + segment.limit);
			size *= 2;
		}
		assertThat(this.log.tail().bytes).hasSize(64 * 1024);
	}

	@Test
	void aLineIsNeverSplit() throws IOException {
		String line = "x".repeat(1000);
		append(line);
		append(line);
		assertThat(this.first.limit).isEqualTo(1002);
		assertThat(this.log.tail().limit).isEqualTo(1002);
		assertThat(this.log.tail().start).isEqualTo(1002);
		assertThat(writtenFromStart()).isEqualTo((line + "\r\n").repeat(2));
	}

	@Test
	void aLineLongerThanASegmentHasItsOwn() throws IOException {
		String longLine = "y".repeat(100_000);
		append("one");
		append(longLine);
		assertThat(this.log.tail().bytes).hasSize(100_002);
		append("two");
		assertThat(this.log.tail().bytes).hasSize(64 * 1024);
		assertThat(writtenFromStart()).isEqualTo("one\r\n" + longLine + "\r\ntwo\r\n");
	}

	@Test
	void linesThatAreAppendedTogetherAreOneAppend() throws IOException {
		new Peer().outbox(this.writer).follow(this.log);
		this.writer.turn();
		List<Long> delivered = new ArrayList<>();
		Delivery delivery = new Delivery(() -> 10, delivered::add, 1, 2, 3);
		this.log.append("one\r\ntwo\r\n".getBytes(StandardCharsets.US_ASCII), 2, delivery);
		delivery.end();
		assertThat(this.log.lines()).isEqualTo(2);
		assertThat(delivered).as("the writer has not written them").isEmpty();
		this.writer.turn();
		assertThat(delivered).containsExactly(9L, 8L, 7L);
		assertThat(writtenFromStart()).isEqualTo("one\r\ntwo\r\n");
	}

	@Test
	void onlyWritersOfFollowersLearnOfALine() throws IOException {
		new Peer().outbox(this.writer).follow(this.log);
		this.writer.turn();
		assertThat(this.log.group(this.writer).size()).isOne();
		assertThat(this.log.group(this.other).size()).isZero();
		append("one");
		assertThat(this.writer.bytesBehind()).isEqualTo(5);
		assertThat(this.other.bytesBehind()).isZero();
	}

	@Test
	void knowsNoWriterOfAnotherFanOut() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.log.group(writer()));
	}

	private String writtenFromStart() throws IOException {
		Peer peer = new Peer();
		LogCursor cursor = new LogCursor();
		cursor.move(this.first, 0);
		assertThat(cursor.write(this.log.head(), new Batch(new Delivered()), peer)).isTrue();
		assertThat(cursor.position()).isEqualTo(this.log.head());
		return peer.wire();
	}

	private void append(String text) {
		OutboxScript.append(this.log, text);
	}

	private static Writer writer() {
		return new Writer(new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), new Delivered(), (reason) -> {
		}, () -> {
		}, () -> 0);
	}

}
