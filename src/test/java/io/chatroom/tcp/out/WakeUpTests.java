package io.chatroom.tcp.out;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.chatroom.protocol.CloseReason;
import io.chatroom.tcp.count.Delivered;
import io.chatroom.tcp.out.Outbox.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No wake-up of a writer is lost: whatever comes arrives without anything that comes
 * after it. A seed is printed by what fails.
 */
class WakeUpTests {

	/** Far more than a busy machine needs. */
	private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	@Test
	void eachThingArrivesByItself() throws Exception {
		sendOneByOne(20_000);
	}

	@Test
	@Tag("long")
	void eachThingArrivesByItselfForLong() throws Exception {
		long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
		while (System.nanoTime() - end < 0) {
			sendOneByOne(50_000);
		}
	}

	private void sendOneByOne(int times) throws IOException {
		FanOut fanOut = new FanOut(1, new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), Delivered::new,
				(reason) -> {
				});
		List<Log> logs = List.of(fanOut.newLog(), fanOut.newLog());
		fanOut.start();
		try {
			Peer peer = new Peer();
			Outbox outbox = fanOut.newOutbox(peer.channel(), peer, () -> {
			});
			byte[] line = Peer.line("x");
			int followed = 0;
			outbox.follow(logs.get(followed));
			long expected = 0;
			for (int i = 0; i < times; i++) {
				int choice = this.random.nextInt(3);
				if (choice == 0) {
					outbox.tell(line);
				}
				else {
					if (choice == 1) {
						followed = 1 - followed;
						outbox.follow(logs.get(followed));
					}
					append(logs.get(followed), line, fanOut.deliver(0));
				}
				expected += line.length;
				awaitBytes(peer, expected);
				pause();
			}
		}
		finally {
			fanOut.stop();
		}
	}

	private void awaitBytes(Peer peer, long expected) {
		long latest = System.nanoTime() + LATEST_NANOS;
		while (peer.count() < expected) {
			assertThat(System.nanoTime() - latest).as("seed %d", this.seed).isNegative();
			Thread.onSpinWait();
		}
	}

	private void pause() {
		for (int spins = this.random.nextInt(300); spins > 0; spins--) {
			Thread.onSpinWait();
		}
	}

	/**
	 * The queue is mostly empty here, so the writer decides by the log's head alone.
	 */
	@Test
	void fastPeerReceivesEverythingInItsPlace() throws Exception {
		Writer writer = new Writer(new OutboxLimits(Long.MAX_VALUE, Duration.ofDays(1)), new Delivered(), (reason) -> {
		}, () -> {
		}, () -> Long.MAX_VALUE / 2);
		List<Log> logs = List.of(new Log(List.of(writer)), new Log(List.of(writer)));
		Peer peer = new Peer();
		Outbox outbox = peer.outbox(writer);
		Thread writing = Thread.ofPlatform().daemon().start(() -> {
			while (outbox.state() != State.FINISHED) {
				writer.turn();
			}
		});
		StringBuilder expected = new StringBuilder();
		int followed = -1;
		for (int i = 0; i < 20_000; i++) {
			int choice = this.random.nextInt(20);
			if (choice == 0) {
				followed = this.random.nextInt(2);
				outbox.follow(logs.get(followed));
			}
			else if (choice < 5) {
				outbox.tell(Peer.line("own" + i));
				expected.append("own").append(i).append(' ');
			}
			else {
				int log = this.random.nextInt(2);
				append(logs.get(log), Peer.line("log" + i), new Delivery(() -> 0, (nanos) -> {
				}));
				if (log == followed) {
					expected.append("log").append(i).append(' ');
				}
			}
			if (choice == 1 || choice == 6) {
				pause();
			}
		}
		outbox.end(CloseReason.QUIT);
		assertThat(writing.join(Duration.ofNanos(LATEST_NANOS))).as("seed %d", this.seed).isTrue();
		assertThat(peer.text().contentEquals(expected)).as("seed %d", this.seed).isTrue();
	}

	private static void append(Log log, byte[] line, Delivery delivery) {
		log.append(line, 1, delivery);
		delivery.end();
	}

}
