package io.chatroom.log.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomLogException;
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
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * What the database keeps of a room, and how it is read again.
 */
class KeptRoomsTests extends SqliteLogTest {

	@Test
	void keepsAllEventsExactly() {
		List<RoomEvent> events = List.of(new Joined("alice", "203.0.113.7"), new Joined("bob", null, "games"),
				new Said("alice", "a\tb \ud83d\ude00 ' \" \\ e\u0301"), new Emoted("alice", "waves"),
				new Renamed("alice", "ally"), new TopicSet("ally", ""), new Announced("hi"), new Moved("bob", "games"),
				new Left("ally"));
		SqliteRoomLog log = open();
		KeptRoom before = enter(log, "games");
		for (RoomEvent event : events) {
			propose(log, "games", (event instanceof Announced) ? null : "c1", event);
		}
		log.close();
		KeptRoom kept = open().find("games", List.of("games"));
		assertThat(kept.entries()).extracting(Entry::event).containsExactlyElementsOf(events);
		assertThat(kept.entries()).extracting(Entry::stamped)
			.containsExactlyElementsOf(this.entries.stream().map(Entry::stamped).toList());
		assertThat(kept.entries()).extracting(Entry::client)
			.containsExactly("1.c1", "1.c1", "1.c1", "1.c1", "1.c1", "1.c1", null, "1.c1", "1.c1");
		assertThat(kept.epoch()).isEqualTo(before.epoch());
		assertThat(kept.last()).isEqualTo(9);
	}

	@Test
	void findsRoomByAnyOfItsKeys() {
		SqliteRoomLog log = open();
		KeptRoom games = log.find("Games", List.of("games", "GAMES"));
		log.open(games, List.of("games", "GAMES"), this.entries::addAll);
		say(log, "Games", "hi");
		log.close("Games");
		assertThat(log.find("games", List.of("other", "GAMES")).name()).isEqualTo("Games");
		KeptRoom chess = log.find("chess", List.of("chess"));
		assertThat(chess).isEqualTo(KeptRoom.none("chess", chess.epoch()));
	}

	@Test
	void givesRoomToWhoEntersFirst() {
		SqliteRoomLog log = open();
		enter(log, "games");
		propose(log, "games", "c1", new Joined("alice", null));
		propose(log, "games", "c2", new Joined("bob", null));
		propose(log, "games", "c1", new Left("alice"));
		propose(log, "games", "c2", new Left("bob"));
		assertThat(log.find("games", List.of("games")).maker()).isEqualTo("alice");
		propose(log, "games", "c3", new Joined("carol", null));
		assertThat(log.find("games", List.of("games")).maker()).isEqualTo("carol");
	}

	@Test
	void handsOverLatestEntriesOnly() {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		for (int i = 1; i <= 120; i++) {
			log.append("lobby", null, new Said("alice", String.valueOf(i)), 0);
		}
		await().until(() -> this.entries.size() == 120);
		assertThat(log.find("lobby", List.of("lobby")).entries()).hasSize(100)
			.first()
			.extracting(Entry::seq)
			.isEqualTo(21L);
		say(log, "lobby", "x".repeat(6000));
		assertThat(log.find("lobby", List.of("lobby")).entries()).hasSize(1);
	}

	/**
	 * Someone who read a part of what was stored together reads the rest.
	 */
	@Test
	void readsFromAnyNumberOn() throws Exception {
		SqliteRoomLog log = open();
		List<RoomEvent> events = List.of(new Said("alice", "\"'\\ \u00e4\ud83d\ude00\u2028\t"),
				new Joined("bob", "192.0.2.1"), new Joined("bob", "192.0.2.1", "games"), new Emoted("bob", "waves"),
				new Renamed("bob", "rob"), new Announced(""), new TopicSet("rob", ""), new Moved("rob", "games"),
				new Removed("eve", "op", "spam"), new Left("alice"));
		proposeTogether(log, "lobby", events);
		for (int after = 0; after < events.size(); after++) {
			for (int most = 1; most < events.size(); most++) {
				List<RoomEvent> expected = events.stream().skip(after).limit(most).toList();
				assertThat(log.read("lobby", after, most)).extracting(Entry::event).isEqualTo(expected);
			}
		}
		assertThat(log.read("lobby", 0, 100)).extracting(Entry::seq, Entry::client)
			.isEqualTo(this.entries.stream().map((entry) -> tuple(entry.seq(), entry.client())).toList());
	}

	@Test
	void stopsWhileReadsHang() throws Exception {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		sql("alter table piece rename to away");
		sql("create view piece as with recursive n (i) as (select 1 union all select i + 1 from n)"
				+ " select i as last, 0 as at, '' as events, i as room from n where i < 0");
		List<Thread> readers = new ArrayList<>();
		List<Throwable> failures = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 400; i++) {
			readers.add(Thread.ofVirtual()
				.uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
				.start(() -> log.read("lobby", 0, 1)));
		}
		await().until(() -> readers.stream().allMatch((reader) -> reader.getState() == Thread.State.WAITING));
		log.close();
		for (Thread reader : readers) {
			reader.join();
		}
		assertThatExceptionOfType(RoomLogException.class).isThrownBy(() -> log.read("lobby", 0, 1));
		assertThat(failures).hasSize(400).hasOnlyElementsOfType(RoomLogException.class);
	}

}
