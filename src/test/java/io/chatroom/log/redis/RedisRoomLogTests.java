package io.chatroom.log.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import io.chatroom.chat.RoomLog;
import io.chatroom.log.RoomLogContract;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.testing.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.cluster.RedisClusterClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The log in an engine, as several nodes see it.
 */
class RedisRoomLogTests extends RoomLogContract {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

	@TempDir
	Path files;

	@Override
	protected RoomLog log() {
		return this.nodes.start("n1").log();
	}

	@Test
	void handsAllNodesTheSame() {
		TestNode first = this.nodes.start("n1");
		TestNode second = this.nodes.start("n2");
		Seen here = new Seen(first.log(), "lobby");
		Seen there = new Seen(second.log(), "lobby");
		assertThat(there.kept.epoch()).isEqualTo(here.kept.epoch());
		Thread.startVirtualThread(() -> IntStream.range(0, 500).forEach((i) -> first.say("lobby", "a", "a" + i)));
		IntStream.range(0, 500).forEach((i) -> second.say("lobby", "b", "b" + i));
		await().until(() -> here.entries().size() == 1000 && there.entries().size() == 1000);
		assertThat(here.numbers()).containsExactlyElementsOf(LongStream.rangeClosed(1, 1000).boxed().toList());
		assertThat(there.entries()).usingRecursiveFieldByFieldElementComparatorOnFields("stamped", "client")
			.isEqualTo(here.entries());
		for (String sender : List.of("a", "b")) {
			assertThat(here.texts().stream().filter((text) -> text.startsWith(sender)))
				.containsExactlyElementsOf(IntStream.range(0, 500).mapToObj((i) -> sender + i).toList());
		}
	}

	@Test
	void keepsAllEventsExactly() {
		List<RoomEvent> events = List.of(new Joined("alice", "203.0.113.7"), new Joined("bob", null, "games"),
				new Said("alice", "a\tb \ud83d\ude00 ' \" \\ e\u0301"), new Emoted("alice", "waves"),
				new Renamed("alice", "ally"), new TopicSet("ally", ""), new Announced("hi"), new Moved("bob", "games"),
				new Removed("bob", "root", ""), new Left("ally"));
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "games");
		for (RoomEvent event : events) {
			first.log().append("games", (event instanceof Announced) ? null : "n1.1.c1", event, 0);
		}
		await().until(() -> here.entries().size() == events.size());
		KeptRoom kept = this.nodes.start("n2").log().find("games", List.of("games"));
		assertThat(here.entries()).extracting(Entry::event).isEqualTo(events);
		assertThat(kept.entries()).usingRecursiveFieldByFieldElementComparatorOnFields("stamped", "client")
			.isEqualTo(here.entries());
		assertThat(kept.last()).isEqualTo(events.size());
	}

	@Test
	void foldsMembersTopicAndMaker() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "games");
		RoomLog log = first.log();
		log.append("games", "c1", new Joined("alice", "192.0.2.1"), 0);
		log.append("games", "c2", new Joined("bob", "192.0.2.2"), 0);
		log.append("games", "c3", new Joined("carol", null), 0);
		log.append("games", "c2", new Left("bob"), 0);
		log.append("games", "c1", new Renamed("alice", "ally"), 0);
		log.append("games", "c1", new TopicSet("ally", "All about it"), 0);
		await().until(() -> here.entries().size() == 6);
		RoomLog other = this.nodes.start("n2").log();
		KeptRoom kept = other.find("games", List.of("games"));
		assertThat(kept.topic()).isEqualTo("All about it");
		assertThat(kept.maker()).isEqualTo("ally");
		assertThat(kept.members()).containsExactly(
				new Member("games", "c1", "ally", "192.0.2.1", here.entries().get(0).stamped().at()),
				new Member("games", "c3", "carol", "", here.entries().get(2).stamped().at()));
		await().untilAsserted(
				() -> assertThat(other.shared(10)).containsExactly(new RoomLine("games", 2, "All about it")));
		assertThat(other.named(kept.epoch())).isEqualTo("games");
		assertThat(other.named("another")).isNull();
	}

	@Test
	void findsOneRoomUnderAllItsNames() {
		RoomLog first = this.nodes.start("n1").log();
		RoomLog second = this.nodes.start("n2").log();
		KeptRoom games = first.find("Games", List.of("Games", "games"));
		KeptRoom same = second.find("GAMES", List.of("GAMES", "games"));
		assertThat(same.name()).isEqualTo("Games");
		assertThat(same.epoch()).isEqualTo(games.epoch());
		assertThat(first.find("GAMES", List.of("GAMES")).name()).isEqualTo("Games");
	}

	@Test
	void opensRoomWhileOthersAppend() throws InterruptedException {
		TestNode first = this.nodes.start("n1");
		TestNode second = this.nodes.start("n2");
		Seen all = new Seen(first.log(), "lobby");
		Thread sender = Thread
			.startVirtualThread(() -> IntStream.range(0, 3000).forEach((i) -> first.say("lobby", "a", "a" + i)));
		int opened = 0;
		while (sender.isAlive()) {
			Seen late = new Seen(second.log(), "lobby");
			long from = late.kept.last();
			int known = late.kept.entries().size();
			await().until(() -> !sender.isAlive() || late.entries().size() > known);
			List<Long> numbers = late.numbers();
			assertThat(numbers)
				.isEqualTo(LongStream.range(0, numbers.size()).mapToObj((i) -> from - known + 1 + i).toList());
			second.log().close("lobby");
			opened++;
		}
		await().until(() -> all.entries().size() == 3000);
		assertThat(opened).isPositive();
		assertThat(all.texts()).isEqualTo(IntStream.range(0, 3000).mapToObj((i) -> "a" + i).toList());
	}

	@Test
	void continuesInRoomThatWasClosed() {
		TestNode first = this.nodes.start("n1");
		Seen before = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "one");
		await().until(() -> before.entries().size() == 1);
		first.log().close("lobby");
		Seen after = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "two");
		await().until(() -> after.entries().size() == 2);
		assertThat(after.lines()).containsExactly("1 a one", "2 a two");
		assertThat(after.renewals).isEmpty();
		assertThat(before.entries()).hasSize(1);
	}

	@Test
	void handsOverNothingOfNewerVersion() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "one");
		await().until(() -> here.entries().size() == 1);
		first.engine()
			.commands()
			.call((commands) -> commands.xadd(new Keys("chat").log("lobby"), new XAddArgs().id("2-0"),
					Map.of("v", "2", "at", "1", "by", "n9.1.1", "count", "1", "events", "what nobody knows")));
		await().until(() -> here.told.equals(List.of("outdated")));
		assertThat(first.log().isStoring()).isFalse();
		assertThat(first.log().read("lobby", 0, 10)).hasSize(1);
		assertThat(here.entries()).hasSize(1);
	}

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
	void deletesWhatIsTooOld() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "old");
		await().until(() -> here.entries().size() == 1);
		first.log().trim();
		assertThat(first.log().read("lobby", 0, 10)).as("the last one is kept").hasSize(1);
		// as if that had been long ago
		TestNode second = this.nodes.start("n2", Duration.ZERO);
		Seen there = new Seen(second.log(), "lobby");
		second.say("lobby", "a", "new 1");
		await().until(() -> there.entries().size() == 2);
		second.say("lobby", "a", "new 2");
		await().until(() -> there.entries().size() == 3);
		second.log().trim();
		assertThat(second.log().read("lobby", 0, 10)).extracting(Entry::seq).containsExactly(3L);
		assertThat(second.log().read("lobby", 1, 10)).extracting(Entry::seq).containsExactly(3L);
		assertThat(second.log().find("lobby", List.of("lobby")).last()).isEqualTo(3);
		assertThat(here.renewals).isEmpty();
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
	void isNotReadyWhileListenerIsTooSlow() throws InterruptedException {
		RedisRoomLog log = this.nodes.start("n1").log();
		CountDownLatch slow = new CountDownLatch(1);
		open(log, "lobby", (batch) -> {
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

}
