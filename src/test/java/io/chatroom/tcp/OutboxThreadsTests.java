package io.chatroom.tcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.chatroom.tcp.Outbox.Progress;
import io.chatroom.tcp.count.Delivered;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An outbox while one thread broadcasts, one tells, and one writes: it loses nothing,
 * says nothing twice, and each own line stands where it was told.
 */
class OutboxThreadsTests {

	private static final int OWN_LINES = 20_000;

	private static final int BROADCAST_LENGTH = 8;

	private final BroadcastLog log = new BroadcastLog();

	private final Outbox outbox = new Outbox(this.log);

	private final Trickle channel = Trickle.ofEach(new Random(42).ints(0, 100).iterator()::nextInt);

	private volatile boolean told;

	@RepeatedTest(3)
	void interleavesExactly() throws Exception {
		this.outbox.listen();
		try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
			Future<Long> broadcasting = threads.submit(this::broadcast);
			Future<List<Told>> telling = threads.submit(this::tell);
			Future<Progress> writing = threads.submit((Callable<Progress>) this::write);
			assertThat(writing.get()).isEqualTo(Progress.FINISHED);
			assertThat(broadcasting.get()).isPositive();
			verify(telling.get());
		}
	}

	private long broadcast() {
		for (long i = 0; !this.told; i++) {
			this.log.append("b%06d\n".formatted(i % 1_000_000).getBytes(StandardCharsets.US_ASCII));
		}
		return this.log.head();
	}

	private List<Told> tell() {
		List<Told> all = new ArrayList<>();
		for (int i = 0; i < OWN_LINES; i++) {
			byte[] line = "own %d\n".formatted(i).getBytes(StandardCharsets.US_ASCII);
			long earliest = this.log.head();
			this.outbox.tell(line);
			all.add(new Told(earliest, this.log.head()));
		}
		long earliest = this.log.head();
		this.outbox.end();
		all.add(new Told(earliest, this.log.head()));
		this.told = true;
		return all;
	}

	private Progress write() throws Exception {
		Batch batch = new Batch(new Delivered());
		Progress progress = Progress.BLOCKED;
		while (progress != Progress.FINISHED) {
			progress = this.outbox.writeTo(this.channel, batch);
		}
		return progress;
	}

	private void verify(List<Told> places) {
		long heard = 0;
		int own = 0;
		for (String line : this.channel.text().lines().toList()) {
			if (line.startsWith("own ")) {
				assertThat(line).isEqualTo("own " + own);
				assertThat(heard).as(line).isBetween(places.get(own).earliest(), places.get(own).latest());
				own++;
			}
			else {
				assertThat(line).isEqualTo("b%06d".formatted(heard / BROADCAST_LENGTH % 1_000_000));
				heard += BROADCAST_LENGTH;
			}
		}
		assertThat(own).isEqualTo(OWN_LINES);
		assertThat(this.channel.text()).endsWith("\n");
		assertThat(heard).isBetween(places.getLast().earliest(), places.getLast().latest());
	}

	/**
	 * Where in the log it may have been told.
	 */
	private record Told(long earliest, long latest) {
	}

}
