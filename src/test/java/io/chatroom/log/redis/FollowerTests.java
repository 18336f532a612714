package io.chatroom.log.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.chatroom.chat.KeptRoom;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.testing.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a node reads what any node has appended.
 */
class FollowerTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	@TempDir
	Path files;

	@Test
	void readsNoMoreWhileSeveralEntriesAreWritten() throws InterruptedException {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		CountDownLatch paced = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		first.log().setPace(() -> {
			paced.countDown();
			written.await();
		});
		first.say("lobby", "a", "alone");
		await().until(() -> here.entries().size() == 1);
		assertThat(paced.getCount()).as("a line that comes alone is not delayed").isOne();
		int said = 1;
		while (paced.getCount() > 0) {
			first.say("lobby", "a", "one of many");
			said++;
		}
		int handedOver = here.entries().size();
		first.say("lobby", "a", "later");
		await().until(() -> first.log().waiting() == 0);
		assertThat(here.entries()).hasSize(handedOver);
		written.countDown();
		int all = said + 1;
		await().until(() -> here.entries().size() == all);
	}

	@Test
	void interruptsReadForRoomThatIsOpened() {
		TestNode first = this.nodes.start("n1");
		Seen lobby = new Seen(first.log(), "lobby");
		assertThat(lobby.entries()).isEmpty();
		long begun = System.nanoTime();
		for (int i = 0; i < 60; i++) {
			Seen room = new Seen(first.log(), "room" + i);
			first.say("room" + i, "a", "hi");
			await().pollInterval(Duration.ofMillis(1)).until(() -> room.entries().size() == 1);
		}
		// the reads that are not interrupted wait for a second each
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	void handsOverNothingOfNewerVersion() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "one");
		await().until(() -> here.entries().size() == 1);
		first.writeAs(2, "lobby", 2, "what nobody knows");
		await().until(() -> here.told.equals(List.of("outdated")));
		assertThat(first.log().isStoring()).isFalse();
		assertThat(first.log().read("lobby", 0, 10)).hasSize(1);
		assertThat(here.entries()).hasSize(1);
	}

	@Test
	void isNotReadyWhileListenerIsTooSlow() throws InterruptedException {
		RedisRoomLog log = this.nodes.start("n1").log();
		CountDownLatch slow = new CountDownLatch(1);
		log.open(log.find("lobby", List.of("lobby")), List.of("lobby"), (batch) -> {
			try {
				slow.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		log.append("lobby", "a", new Said("a", "hi"), 0);
		await().until(() -> !log.isStoring());
		assertThat(log.away()).isZero();
		slow.countDown();
		await().until(log::isStoring);
	}

	@Test
	void followsRoomsOfCluster() throws IOException {
		Path directory = Files.createDirectory(this.files.resolve("cluster"));
		try (RedisServer cluster = RedisServer.start(directory, "--cluster-enabled", "yes")) {
			try (RedisClient driver = RedisClient.create(cluster.uri())) {
				driver.connect().sync().clusterAddSlots(IntStream.range(0, 16384).toArray());
				await().until(() -> driver.connect().sync().clusterInfo().contains("cluster_state:ok"));
			}
			TestNode first = this.nodes.start("n1", RedisClusterClient.create(cluster.uri()));
			TestNode second = this.nodes.start("n2", RedisClusterClient.create(cluster.uri()));
			for (String name : List.of("lobby", "games", "den")) {
				Seen here = new Seen(first.log(), name);
				Seen there = new Seen(second.log(), name);
				first.say(name, "a", "one");
				second.say(name, "b", "two");
				await().until(() -> here.entries().size() == 2 && there.entries().size() == 2);
				assertThat(here.lines()).isEqualTo(there.lines());
			}
			assertThat(first.log().rooms(10)).isEmpty();
		}
	}

	@Test
	void followsOtherRoomsAfterEntryThatNobodyCanRead() {
		TestNode first = this.nodes.start("n1");
		Seen lobby = new Seen(first.log(), "lobby");
		Seen games = new Seen(first.log(), "games");
		first.writeAs(1, "lobby", 1, "[[null,\"said\",\"a\",\"one\"]]");
		first.writeAs(1, "lobby", 2, "[[null,\"what nobody knows\",\"a\"]]");
		first.say("games", "a", "two");
		await().until(() -> games.entries().size() == 1 && lobby.entries().size() == 1);
		await().until(() -> games.told.equals(List.of("outdated")));
	}

	@Test
	void handsOverNothingToRoomThatWasClosed() {
		TestNode node = this.nodes.start("n1");
		List<String> called = new CopyOnWriteArrayList<>();
		Semaphore goOn = new Semaphore(0);
		for (String room : List.of("lobby", "games")) {
			node.log().open(node.log().find(room, List.of(room)), List.of(room), (batch) -> {
				called.add(room);
				goOn.acquireUninterruptibly();
			});
		}
		node.say("lobby", "a", "one");
		await().until(() -> called.size() == 1);
		node.say("lobby", "a", "two");
		node.say("games", "a", "three");
		await().until(() -> node.log().waiting() == 0);
		// what is read next is of both rooms
		goOn.release();
		await().until(() -> called.size() == 2);
		String open = called.getLast();
		String closed = open.equals("lobby") ? "games" : "lobby";
		node.log().close(closed);
		goOn.release(10);
		node.say(open, "a", "four");
		await().until(() -> called.size() > 2 && called.getLast().equals(open));
		assertThat(called.subList(1, called.size())).doesNotContain(closed);
	}

	@Test
	void waitsWhileItCannotAskWhatTheEngineHas() {
		TestNode node = this.nodes.start("n1");
		Keys keys = new Keys("chat");
		AtomicInteger tries = new AtomicInteger();
		try (EngineConnection away = new EngineConnection(() -> {
			tries.incrementAndGet();
			throw new RedisException("away");
		})) {
			LogStatistics statistics = new LogStatistics();
			ThisNode ids = new ThisNode("n2");
			Delivery delivery = new Delivery(ids, statistics, () -> {
			});
			EntryReader entries = new EntryReader(away, keys, ids, 10, 1000);
			RoomReader reader = new RoomReader(away, keys, ids, () -> "e", entries);
			RoomCheck check = new RoomCheck(away, keys, reader, entries, () -> "e", statistics, (room) -> {
			}, delivery, () -> {
			});
			try (Follower follower = new Follower(away, node.engine().connection(), keys, check, delivery, () -> {
			})) {
				follower.add(new OpenRoom(KeptRoom.none("lobby", "e"), List.of("lobby"), (batch) -> {
				}, new Outgoing("lobby", new LongAdder())));
				await().until(() -> tries.get() >= 20);
				assertThat(node.engine().commands().<String>call((commands) -> commands.info("commandstats")).lines())
					.filteredOn((line) -> line.startsWith("cmdstat_client|id:"))
					.singleElement()
					.asString()
					.containsPattern("calls=[0-9]{1,2},usec");
			}
		}
	}

}
