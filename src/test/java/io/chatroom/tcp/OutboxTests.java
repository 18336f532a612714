package io.chatroom.tcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.chatroom.tcp.Outbox.Progress;
import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one connection is sent, in which order, and what it holds until then.
 */
class OutboxTests {

	private static final int EVERYTHING = Integer.MAX_VALUE;

	private final BroadcastLog log = new BroadcastLog();

	private final Delivered delivered = new Delivered();

	private final Batch batch = new Batch(this.delivered);

	private final Outbox outbox = new Outbox(this.log);

	@Test
	void hearsBroadcastsOnlySinceItListens() throws IOException {
		this.outbox.tell(line("greeting"));
		broadcast("before");
		this.outbox.tell(line("welcome"));
		this.outbox.listen();
		broadcast("after");
		assertThat(written(EVERYTHING)).isEqualTo("greeting welcome after ");
	}

	@Test
	void writesOwnAndHeardLinesInTheOrderInWhichTheyCame() throws IOException {
		fill();
		assertThat(written(EVERYTHING)).isEqualTo("own1 all1 all2 own2 own3 all3 own4 all4 ");
	}

	@Test
	void goesOnWhereItStopped() throws IOException {
		this.outbox.listen();
		broadcast("all1");
		assertThat(written(EVERYTHING)).isEqualTo("all1 ");
		broadcast("all2");
		this.outbox.tell(line("own"));
		broadcast("all3");
		assertThat(written(EVERYTHING)).isEqualTo("all2 own all3 ");
		broadcast("all4");
		assertThat(written(EVERYTHING)).isEqualTo("all4 ");
	}

	@Test
	void listensOnce() throws IOException {
		this.outbox.listen();
		this.outbox.listen();
		broadcast("all");
		this.outbox.listen();
		this.outbox.tell(line("own"));
		assertThat(written(EVERYTHING)).isEqualTo("all own ");
	}

	@Test
	void writesSameInPartsOfEverySize() throws IOException {
		fill();
		this.outbox.end();
		String all = written(EVERYTHING);
		for (int size = 1; size <= all.length() + 1; size++) {
			OutboxTests other = new OutboxTests();
			other.fill();
			other.outbox.end();
			assertThat(other.written(size)).as("%d bytes at a time", size).isEqualTo(all);
			assertThat(other.delivered.lines()).as("lines, %d bytes at a time", size).isEqualTo(8);
			assertThat(other.delivered.bytes()).as("bytes, %d at a time", size)
				.isEqualTo(all.replace(" ", "\r\n").length());
		}
	}

	@Test
	void tellsWhatCameOfWriting() throws IOException {
		assertThat(write(EVERYTHING)).isEqualTo(Progress.DRAINED);
		this.outbox.tell(line("own"));
		assertThat(write(0)).isEqualTo(Progress.BLOCKED);
		assertThat(write(4)).isEqualTo(Progress.BLOCKED);
		assertThat(write(EVERYTHING)).isEqualTo(Progress.DRAINED);
		this.outbox.listen();
		assertThat(write(0)).isEqualTo(Progress.DRAINED);
		broadcast("all");
		assertThat(write(4)).isEqualTo(Progress.BLOCKED);
		this.outbox.end();
		assertThat(write(0)).isEqualTo(Progress.BLOCKED);
		assertThat(write(EVERYTHING)).isEqualTo(Progress.FINISHED);
		assertThat(write(EVERYTHING)).isEqualTo(Progress.FINISHED);
	}

	@Test
	void takesNothingMoreAfterEnd() throws IOException {
		this.outbox.listen();
		broadcast("all");
		this.outbox.tell(line("own"));
		this.outbox.end();
		long own = this.outbox.ownBytes();
		this.outbox.tell(line("late"));
		assertThat(this.outbox.ownBytes()).isEqualTo(own);
		broadcast("late");
		this.outbox.listen();
		this.outbox.end();
		assertThat(written(EVERYTHING)).isEqualTo("all own ");
		this.outbox.listen();
		broadcast("late");
		assertThat(this.outbox.queuedBytes()).isZero();
	}

	/**
	 * So many bytes of eight lines are written, then it is evicted.
	 */
	@ParameterizedTest
	@CsvSource(quoteCharacter = '|',
			value = { "0,|bye |", "1,|own1 bye |", "5,|own1 bye |", "6,|own1 bye |", "7,|own1 all1 bye |",
					"11,|own1 all1 bye |", "12,|own1 all1 bye |", "13,|own1 all1 all2 bye |",
					"18,|own1 all1 all2 bye |", "19,|own1 all1 all2 own2 bye |",
					"48,|own1 all1 all2 own2 own3 all3 own4 all4 bye |" })
	void keepsHalfWrittenLineWhenEvictedAndDropsRest(int bytes, String all) throws IOException {
		fill();
		assertThat(writtenWhenEvictedAfter(Trickle.ofAll(bytes))).isEqualTo(all);
	}

	@Test
	void dropsLineOfNextSegmentWhenEvicted() throws IOException {
		String longLine = "x".repeat(40_000);
		this.outbox.listen();
		broadcast(longLine);
		Trickle channel = Trickle.ofAll(EVERYTHING);
		assertThat(write(channel)).isEqualTo(Progress.DRAINED);
		broadcast(longLine);
		assertThat(writtenWhenEvictedAfter(channel)).isEqualTo(longLine + " bye ");
	}

	private String writtenWhenEvictedAfter(Trickle channel) throws IOException {
		Trickle rest = Trickle.ofAll(EVERYTHING);
		if (channel.writes() == 0) {
			write(channel);
		}
		this.outbox.evict(line("bye"));
		this.outbox.tell(line("late"));
		broadcast("late");
		assertThat(write(rest)).isEqualTo(Progress.FINISHED);
		return spaced(channel.text() + rest.text());
	}

	@Test
	void countsWhatIsHeld() throws IOException {
		assertThat(this.outbox.queuedBytes()).isZero();
		broadcast("before it listens");
		this.outbox.tell(line("own1"));
		long own = this.outbox.ownBytes();
		assertThat(own).isGreaterThanOrEqualTo(6);
		assertThat(this.outbox.queuedBytes()).isEqualTo(own);
		this.outbox.listen();
		assertThat(this.outbox.queuedBytes()).isEqualTo(own);
		broadcast("all1");
		assertThat(this.outbox.queuedBytes()).isEqualTo(own + 6);
		this.outbox.tell(line("own2"));
		broadcast("all2");
		assertThat(this.outbox.ownBytes()).isEqualTo(2 * own);
		assertThat(this.outbox.queuedBytes()).isEqualTo(2 * own + 12);
		write(3);
		assertThat(this.outbox.queuedBytes()).as("a half-written line counts").isEqualTo(2 * own + 12);
		write(3 + 2);
		assertThat(this.outbox.queuedBytes()).isEqualTo(own + 10);
		written(EVERYTHING);
		assertThat(this.outbox.ownBytes()).isZero();
		assertThat(this.outbox.queuedBytes()).isZero();
	}

	@Test
	void followsAnotherLogFromWhereItIs() throws IOException {
		BroadcastLog other = new BroadcastLog();
		this.outbox.listen();
		broadcast("all1");
		other.append(line("other1"));
		this.outbox.follow(other);
		broadcast("all2");
		other.append(line("other2"));
		this.outbox.tell(line("own"));
		other.append(line("other3"));
		this.outbox.follow(this.log);
		other.append(line("other4"));
		broadcast("all3");
		assertThat(written(EVERYTHING)).isEqualTo("all1 other2 own other3 all3 ");
		broadcast("all4");
		assertThat(written(EVERYTHING)).isEqualTo("all4 ");
	}

	@Test
	void followsAnotherLogOnlyOnceItListens() throws IOException {
		BroadcastLog other = new BroadcastLog();
		this.outbox.follow(other);
		other.append(line("other1"));
		this.outbox.listen();
		broadcast("all1");
		other.append(line("other2"));
		assertThat(written(EVERYTHING)).isEqualTo("other2 ");
		this.outbox.end();
		this.outbox.follow(this.log);
		broadcast("all2");
		assertThat(written(EVERYTHING)).isEmpty();
	}

	@Test
	void countsWhatIsHeldOfBothLogs() throws IOException {
		BroadcastLog other = new BroadcastLog();
		this.outbox.listen();
		broadcast("all1");
		this.outbox.follow(other);
		assertThat(this.outbox.queuedBytes()).isEqualTo(6);
		broadcast("all2");
		other.append(line("other1"));
		assertThat(this.outbox.queuedBytes()).isEqualTo(6 + 8);
		write(3);
		assertThat(this.outbox.queuedBytes()).isEqualTo(3 + 8);
		write(3 + 8);
		assertThat(this.outbox.queuedBytes()).isZero();
		other.append(line("other2"));
		assertThat(this.outbox.queuedBytes()).isEqualTo(8);
	}

	private void fill() {
		this.outbox.tell(line("own1"));
		this.outbox.listen();
		broadcast("all1");
		broadcast("all2");
		this.outbox.tell(line("own2"));
		this.outbox.tell(line("own3"));
		broadcast("all3");
		this.outbox.tell(line("own4"));
		broadcast("all4");
	}

	private void broadcast(String text) {
		this.log.append(line(text));
	}

	private Progress write(int most) throws IOException {
		return write(Trickle.ofAll(most));
	}

	private Progress write(Trickle channel) throws IOException {
		return this.outbox.writeTo(channel, this.batch);
	}

	private String written(int atOnce) throws IOException {
		Trickle channel = Trickle.ofEach(() -> atOnce);
		while (write(channel) == Progress.BLOCKED) {
			assertThat(channel.writes()).as("a writer that does not get on").isLessThan(1000);
		}
		return spaced(channel.text());
	}

	private static String spaced(String wire) {
		return wire.replace("\r\n", " ");
	}

	private static byte[] line(String text) {
		return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
	}

}
