package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import io.chatroom.chat.RoomLog;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.RoomEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the engine keeps of a room, and how it is read again.
 */
class RedisKeptRoomsTests {

	@RegisterExtension
	private final TestNodes nodes = new TestNodes();

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
	void opensRoomWhoseLatestEntriesAreOfNewerVersion() {
		TestNode first = this.nodes.start("n1");
		Seen here = new Seen(first.log(), "lobby");
		first.say("lobby", "a", "one");
		await().until(() -> here.entries().size() == 1);
		RoomLog second = this.nodes.start("n2").log();
		for (int i = 2; i <= 40; i++) {
			first.writeAs(2, "lobby", i, "what nobody knows");
		}
		CompletableFuture<KeptRoom> found = CompletableFuture.supplyAsync(() -> second.find("lobby", List.of("lobby")));
		assertThat(found).succeedsWithin(Duration.ofMinutes(1));
		assertThat(found.join().entries()).as("those before are not the latest").isEmpty();
	}

}
