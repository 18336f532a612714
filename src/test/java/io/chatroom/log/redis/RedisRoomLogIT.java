package io.chatroom.log.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.chat.Entry;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.testing.Cable;
import io.chatroom.testing.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes that talk in two rooms while their cables are cut, held, and slow, answers are
 * lost, and the engine is killed: nothing is lost, nothing comes twice, and all nodes
 * have the same.
 */
class RedisRoomLogIT {

	private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);

	private static final int LINES = 300;

	private static final List<String> ROOMS = List.of("lobby", "games");

	@TempDir
	Path files;

	@Test
	void losesNothingAndDoublesNothing() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			long seed = System.nanoTime();
			try (RedisServer server = RedisServer.start(Files.createDirectory(this.files.resolve("r" + round)))) {
				run(server, seed);
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("seed " + seed, ex);
			}
		}
	}

	private static void run(RedisServer server, long seed) throws Exception {
		Random random = new Random(seed);
		List<Cable> cables = new ArrayList<>();
		List<TestNode> nodes = new ArrayList<>();
		List<Seen> seen = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				cables.add(new Cable(server.port()));
				nodes.add(new TestNode("n" + i, cables.get(i).uri(), Duration.ofDays(30)));
				for (String room : ROOMS) {
					seen.add(new Seen(nodes.get(i).log(), room));
				}
			}
			List<Thread> senders = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				TestNode node = nodes.get(i);
				String client = "n" + i;
				for (String room : ROOMS) {
					senders.add(Thread.startVirtualThread(() -> IntStream.range(0, LINES)
						.forEach((line) -> node.log().append(room, client, new Said(client, client + " " + line), 0))));
				}
			}
			for (int step = 0; step < 12; step++) {
				disturb(server, cables.get(random.nextInt(3)), random);
			}
			cables.forEach(Cable::pass);
			for (Thread sender : senders) {
				sender.join();
			}
			for (Seen room : seen) {
				await().untilAsserted(() -> assertThat(room.entries()).hasSizeGreaterThanOrEqualTo(3 * LINES));
			}
			check(seen);
		}
		finally {
			nodes.forEach(TestNode::close);
			for (Cable cable : cables) {
				cable.close();
			}
		}
	}

	private static void disturb(RedisServer server, Cable cable, Random random) {
		switch (random.nextInt(5)) {
			case 0 -> {
				server.kill();
				server.restart();
			}
			case 1 -> cable.loseAnswerTo("n");
			case 2 -> {
				cable.swallow();
				LockSupport.parkNanos(random.nextInt(200_000_000));
				cable.pass();
			}
			case 3 -> cable.delay(random.nextInt(20));
			default -> cable.cut();
		}
		LockSupport.parkNanos(random.nextInt(100_000_000));
	}

	private static void check(List<Seen> seen) {
		for (int i = 0; i < seen.size(); i++) {
			Seen room = seen.get(i);
			assertThat(room.renewals).isEmpty();
			assertThat(room.numbers())
				.containsExactlyElementsOf(LongStream.rangeClosed(1, 3L * LINES).boxed().toList());
			assertThat(room.entries()).usingRecursiveFieldByFieldElementComparatorOnFields("stamped", "client")
				.isEqualTo(seen.get(i % ROOMS.size()).entries());
			for (int node = 0; node < 3; node++) {
				String client = "n" + node;
				assertThat(room.entries().stream().filter((entry) -> client.equals(entry.client())))
					.extracting(Entry::event)
					.extracting((event) -> ((Said) event).text())
					.isEqualTo(IntStream.range(0, LINES).mapToObj((line) -> client + " " + line).toList());
			}
		}
	}

}
