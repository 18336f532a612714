package io.chatroom.tcp.out;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An outbox while one thread appends to two logs and moves it between them, one adds own
 * lines at any time, and one writes: nothing is lost, doubled or out of order, each own
 * line stands between the lines that it was told between, and no line of a log is seen
 * that it did not follow.
 */
class OutboxThreadsTests {

	@RepeatedTest(3)
	void keepsEverythingInItsPlace() throws Exception {
		new Race(System.nanoTime(), 20_000).run();
	}

	@Test
	@Tag("long")
	void keepsEverythingInItsPlaceForLong() throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (System.nanoTime() - end < 0) {
			new Race(System.nanoTime(), 50_000).run();
		}
	}

	/**
	 * One race of three threads.
	 */
	private static final class Race {

		private final long seed;

		private final int events;

		private final Random random;

		private final Writer writer = new Writer(new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), new Delivered(),
				(reason) -> {
				}, () -> {
				}, System::nanoTime);

		private final List<Log> logs = List.of(new Log(List.of(this.writer)), new Log(List.of(this.writer)));

		private final Peer peer = new Peer();

		private final Outbox outbox = this.peer.outbox(this.writer);

		/** What the peer must have received, but for lines that are told at any time. */
		private final StringBuilder expected = new StringBuilder();

		Race(long seed, int events) throws IOException {
			this.seed = seed;
			this.events = events;
			this.random = new Random(seed);
			Random sizes = new Random(seed);
			this.peer.takeAtOnce(() -> sizes.nextInt(100));
		}

		void run() throws Exception {
			try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
				Future<Integer> room = threads.submit(this::room);
				Future<Integer> telling = threads.submit((Callable<Integer>) () -> tell(room));
				Future<Boolean> writing = threads.submit((Callable<Boolean>) this::write);
				room.get();
				int told = telling.get();
				this.outbox.end(CloseReason.QUIT);
				assertThat(writing.get()).isTrue();
				verify(told);
			}
		}

		/** What happens under a room's lock: the order is exact. */
		private Integer room() {
			int followed = -1;
			for (int i = 0; i < this.events; i++) {
				int choice = this.random.nextInt(20);
				if (choice == 0) {
					followed = this.random.nextInt(2);
					this.outbox.follow(this.logs.get(followed));
				}
				else if (choice < 5) {
					String line = text('o', i);
					this.outbox.tell(bytes(line));
					this.expected.append(line);
				}
				else {
					int log = this.random.nextInt(2);
					String line = text((char) ('0' + log), i);
					append(this.logs.get(log), line);
					if (log == followed) {
						this.expected.append(line);
					}
				}
			}
			return followed;
		}

		/** What the reader tells, without a lock: a line of its own anywhere. */
		private int tell(Future<?> room) {
			int told = 0;
			while (!room.isDone()) {
				this.outbox.tell(bytes(text('t', told++)));
				Thread.onSpinWait();
			}
			return told;
		}

		private boolean write() throws IOException {
			while (this.outbox.state() != State.FINISHED) {
				this.writer.turn();
				this.writer.poll();
			}
			return true;
		}

		private void verify(int told) {
			StringBuilder others = new StringBuilder();
			List<String> any = new ArrayList<>();
			for (String text : this.peer.wire().lines().toList()) {
				String line = text + "\r\n";
				if (line.startsWith("t")) {
					any.add(line);
				}
				else {
					others.append(line);
				}
			}
			assertThat(others.toString().equals(this.expected.toString())).as("seed %d", this.seed).isTrue();
			assertThat(any).as("seed %d", this.seed).hasSize(told);
			for (int i = 0; i < told; i++) {
				assertThat(any.get(i)).isEqualTo(text('t', i));
			}
		}

		private static void append(Log log, String line) {
			Delivery delivery = new Delivery(() -> 0, (nanos) -> {
			});
			log.append(bytes(line), 1, delivery);
			delivery.end();
		}

		private static String text(char kind, int number) {
			return kind + Integer.toString(1_000_000 + number) + "\r\n";
		}

		private static byte[] bytes(String line) {
			return line.getBytes(StandardCharsets.US_ASCII);
		}

	}

}
