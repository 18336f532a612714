package io.chatroom;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.chatroom.chat.Member;
import io.chatroom.testing.ChatServer;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random visitors, each some times, {@code -Dfuzz.visits}, from a seed that is printed
 * and can be given again, {@code -Dfuzz.seed}: whatever they do, the witnesses of each
 * room see one order and one leave for each join, and nothing is left of the visitors.
 */
@ExtendWith(OutputCaptureExtension.class)
@Isolated
class FuzzIT {

	private static final int VISITORS = 12;

	/** Far more come one after the other, so that each place must be given back. */
	private static final int MOST_AT_ONCE = 150;

	private static final long MOST_HEAP_GROWTH = 24 * 1024 * 1024;

	private final int visits = Integer.getInteger("fuzz.visits", 50);

	private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

	@TempDir
	private Path directory;

	@Test
	void whateverTheyDoNothingIsLostAndNothingIsLeft(TestReporter reporter, CapturedOutput output) throws Exception {
		reporter.publishEntry("fuzz.seed", String.valueOf(this.seed));
		try (ChatServer server = ChatServer.start("chat.outbox.max-bytes=64KB", "chat.outbox.stall-timeout=500ms",
				"chat.tcp.drain-timeout=200ms", "chat.limits.name-deadline=1s", "chat.limits.messages-per-second=2000",
				"chat.rooms.digest-above=" + MOST_AT_ONCE, "chat.limits.max-connections=" + MOST_AT_ONCE)) {
			long noReaders = readers();
			// what is made once is no leak
			run(server, 5, this.seed + VISITORS, noReaders);
			int threads = ManagementFactory.getThreadMXBean().getThreadCount();
			long heap = heapInUse();
			run(server, this.visits, this.seed, noReaders);
			server.join("carol").close();
			await().untilAsserted(
					() -> assertThat(heapInUse() - heap).as("bytes of heap that are left, fuzz.seed=%d", this.seed)
						.isLessThan(MOST_HEAP_GROWTH));
			await().until(ManagementFactory.getThreadMXBean()::getThreadCount, (count) -> count <= threads + 4);
		}
		assertThat(output.getOut().lines()).as("fuzz.seed=%d", this.seed).noneMatch((line) -> line.contains(" ERROR "));
	}

	private void run(ChatServer server, int visits, long firstSeed, long noReaders) throws Exception {
		try (FuzzRover dora = new FuzzRover(server.join(FuzzRover.NAME), firstSeed);
				FuzzWitness alice = new FuzzWitness(server, "lobby", "alice", FuzzWitness.NOTHING);
				FuzzWitness bob = new FuzzWitness(server, "lobby", "bob", FuzzWitness.NOTHING);
				FuzzWitness carl = new FuzzWitness(server, "den", "carl", FuzzWitness.NOTHING);
				FuzzWitness quinn = new FuzzWitness(server, "den", "quinn", FuzzWitness.QUIET);
				FuzzWitness anna = new FuzzWitness(server, "attic", "anna", FuzzWitness.NOTHING);
				FuzzWitness iggy = new FuzzWitness(server, "attic", "iggy", FuzzWitness.IGNORE);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			// the first in each room says when it begins and ends
			List<List<FuzzWitness>> rooms = List.of(List.of(alice, bob), List.of(carl, quinn), List.of(anna, iggy));
			List<Future<List<String>>> heard = new ArrayList<>();
			for (List<FuzzWitness> room : rooms) {
				room.forEach((witness) -> heard.add(threads.submit(() -> witness.listen(room.getFirst()))));
				room.getFirst().begin();
			}
			Future<Integer> moves = threads.submit(dora);
			List<Future<?>> visitors = new ArrayList<>();
			for (int i = 0; i < VISITORS; i++) {
				visitors.add(threads.submit(new FuzzVisitor(server.port(), i, firstSeed + i, visits)));
			}
			for (Future<?> visitor : visitors) {
				visitor.get();
			}
			dora.stop();
			assertThat(moves.get()).as("moves of the rover").isPositive();
			// a witness is done early when something was wrong
			await().until(() -> heard.stream().anyMatch(Future::isDone) || (server.members() == heard.size() + 1
					&& server.factory().clients().count() == heard.size() + 1));
			rooms.forEach((room) -> room.getFirst().finish());
			for (int i = 0; i < rooms.size(); i++) {
				FuzzWitness first = rooms.get(i).getFirst();
				List<String> lines = heard.get(2 * i).get();
				rooms.get(i).getLast().verifySameOrder(heard.get(2 * i + 1).get(), lines, this.seed);
				FuzzWitness.verifyBusy(lines);
				assertThat(server.room().rooms().list().members())
					.filteredOn((member) -> member.room().equals(first.room()))
					.extracting(Member::name)
					.as("who is left in %s, fuzz.seed=%d", first.room(), this.seed)
					.isEqualTo(first.here());
			}
		}
		await().until(() -> server.members() == 0 && server.factory().clients().count() == 0);
		await().until(this::readers, Matchers.is(noReaders));
	}

	private static long heapInUse() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private long readers() throws IOException {
		Path dump = this.directory.resolve("threads" + System.nanoTime());
		ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
		try (var lines = Files.lines(dump)) {
			return lines.filter((line) -> line.contains("\"chat-reader-") && line.contains("virtual")).count();
		}
	}

}
