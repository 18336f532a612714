package io.chatroom.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.line.Lines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a recipient leaves word of, for the writer and for the reader.
 */
class RecipientTests {

	private final TcpCounters counters = new TcpCounters();

	private final FanOut fanOut = new FanOut(1, TestSettings.TCP, this.counters);

	private final Batch batch = new Batch(new Delivered());

	private final HeldTransport transport = new HeldTransport();

	private final SocketChannel channel;

	private final Recipient recipient;

	private int changes;

	RecipientTests() throws IOException {
		this.channel = SocketChannel.open();
		this.recipient = new Recipient(this.channel, this.transport, this.fanOut, () -> this.changes++, false);
	}

	@AfterEach
	void close() throws IOException {
		this.channel.close();
	}

	@Test
	void saysOnceThatItStartsToListen() {
		assertThat(this.recipient.startsListening()).isFalse();
		this.recipient.listen();
		assertThat(this.recipient.startsListening()).isTrue();
		assertThat(this.recipient.startsListening()).isFalse();
		this.recipient.listen();
		assertThat(this.recipient.startsListening()).isTrue();
	}

	@Test
	void isFinishedOnlyWhenItsTransportHoldsNothingAnyMore() {
		this.recipient.tell(Lines.encode("bye"));
		this.recipient.hangUp(CloseReason.QUIT);
		this.transport.hold(true);
		assertThat(this.recipient.write(this.batch)).isEqualTo(Outbox.Progress.BLOCKED);
		assertThat(this.recipient.isFinished()).isFalse();
		assertThat(this.transport.isShutDown()).isFalse();
		int before = this.changes;
		this.transport.hold(false);
		assertThat(this.recipient.write(this.batch)).isEqualTo(Outbox.Progress.FINISHED);
		assertThat(this.recipient.isFinished()).isTrue();
		assertThat(this.transport.isShutDown()).isTrue();
		assertThat(this.changes).isEqualTo(before + 1);
		this.recipient.write(this.batch);
		assertThat(this.changes).isEqualTo(before + 1);
	}

	@Test
	void isFinishedOnlyWhenItsEndIsOutToo() {
		this.recipient.hangUp(CloseReason.QUIT);
		this.transport.holdAtEnd();
		int before = this.changes;
		assertThat(this.recipient.write(this.batch)).isEqualTo(Outbox.Progress.BLOCKED);
		assertThat(this.transport.isShutDown()).isTrue();
		assertThat(this.recipient.isFinished()).isFalse();
		assertThat(this.changes).isEqualTo(before);
	}

	@Test
	void noListeningIsMissedThatBeginsWhileTheWriterLooks() throws Exception {
		int times = 2000;
		AtomicInteger seen = new AtomicInteger();
		Thread writer = Thread.ofPlatform().start(() -> {
			while (seen.get() < times) {
				seen.addAndGet(this.recipient.startsListening() ? 1 : 0);
			}
		});
		for (int i = 1; i <= times; i++) {
			this.recipient.listen();
			while (seen.get() < i) {
				Thread.onSpinWait();
			}
		}
		writer.join();
		assertThat(seen).hasValue(times);
	}

	@Test
	void isLostWhenItsTransportBreaks() throws IOException {
		this.transport.close();
		this.recipient.tell(Lines.encode("hello"));
		this.recipient.write(this.batch);
		assertThat(this.recipient.isLost()).isTrue();
		assertThat(this.changes).isOne();
	}

	@Test
	void isEvictedOnce() {
		this.recipient.tell(Lines.encode("hello"));
		assertThat(this.recipient.evict(CloseReason.STALLED)).isTrue();
		assertThat(this.recipient.evict(CloseReason.OVERFLOW)).isFalse();
		assertThat(this.recipient.evicted()).isNotNull()
			.satisfies((evicted) -> assertThat(evicted.reason()).isEqualTo(CloseReason.STALLED))
			.satisfies((evicted) -> assertThat(evicted.queuedBytes()).isGreaterThan(7));
		this.recipient.write(this.batch);
		assertThat(this.transport.text()).isEqualTo("You have read nothing for too long. Goodbye!\r\n");
	}

	@Test
	void hearsItsLastWordsAsItsFeedHasThem() {
		this.recipient.follow(Format.JSON);
		this.recipient.evict(CloseReason.OVERFLOW);
		this.recipient.write(this.batch);
		assertThat(this.transport.text()).isEqualTo(CloseReason.OVERFLOW.lastWords(Format.JSON) + "\r\n");
	}

	@Test
	void hearsOneFeedAtATime() {
		this.recipient.listen();
		this.fanOut.broadcast(Lines.encode("one"), Lines.encode("{1}"), System.nanoTime());
		this.recipient.follow(Format.JSON);
		this.fanOut.broadcast(Lines.encode("two"), Lines.encode("{2}"), System.nanoTime());
		this.recipient.follow(Format.TEXT);
		this.fanOut.broadcast(Lines.encode("three"), Lines.encode("{3}"), System.nanoTime());
		this.recipient.write(this.batch);
		assertThat(this.transport.text()).isEqualTo("one\r\n{2}\r\nthree\r\n");
	}

}
