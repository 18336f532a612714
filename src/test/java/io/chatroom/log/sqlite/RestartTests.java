package io.chatroom.log.sqlite;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.Member;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a process finds that an earlier one has left.
 */
class RestartTests extends SqliteLogTest {

	@Test
	void continuesAfterKill() {
		SqliteRoomLog log = open();
		KeptRoom before = enter(log, "lobby");
		propose(log, "lobby", "c1", new Joined("alice", "192.0.2.1"));
		propose(log, "lobby", "c2", new Joined("bob", "192.0.2.2"));
		propose(log, "lobby", "c3", new Joined("carol", "192.0.2.3"));
		propose(log, "lobby", "c2", new Left("bob"));
		propose(log, "lobby", "c1", new Renamed("alice", "ally"));
		propose(log, "lobby", "c1", new TopicSet("ally", "All about it"));
		SqliteRoomLog next = open(copy(), Sync.NORMAL, BOOT);
		assertThat(next.rooms(10)).containsExactly("lobby");
		assertThat(next.named(before.epoch())).isEqualTo("lobby");
		KeptRoom kept = enter(next, "lobby");
		assertThat(kept.epoch()).isEqualTo(before.epoch());
		assertThat(kept.topic()).isEqualTo("All about it");
		assertThat(kept.maker()).isEqualTo("ally");
		assertThat(kept.members()).containsExactly(
				new Member("lobby", "1.c1", "ally", "192.0.2.1", this.entries.get(0).stamped().at()),
				new Member("lobby", "1.c3", "carol", "192.0.2.3", this.entries.get(2).stamped().at()));
		say(next, "lobby", "again");
		assertThat(this.entries.getLast().seq()).isEqualTo(7);
	}

	@Test
	void tellsClientsOfEarlierProcessesApart() {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		propose(log, "lobby", "c1", new Joined("alice", null));
		log.close();
		for (int start = 1; start <= 3; start++) {
			SqliteRoomLog next = open();
			Member before = enter(next, "lobby").members().getFirst();
			assertThat(before.client()).isEqualTo(start + ".c1");
			propose(next, "lobby", "c1", new Joined("bob", null));
			propose(next, "lobby", before.client(), new Left(before.name()));
			assertThat(next.read("lobby", 0, 1)).extracting(Entry::client).containsExactly("1.c1");
			assertThat(next.find("lobby", List.of("lobby")).members()).extracting(Member::client).containsExactly("c1");
			next.close();
		}
	}

	@Test
	void readsWhatAnOlderVersionStored() throws Exception {
		OldDatabase.make(directory(), 3,
				"insert into room (id, name, epoch, last, used) values (1, 'lobby', 'e', 8, 5)",
				"insert into room_key (name_key, room) values ('lobby', 1)",
				"insert into event (room, seq, at, client, kind, who, what, origin)"
						+ " values (1, 7, 4000, null, 'announced', '', 'hi', null)",
				"insert into event (room, seq, at, client, kind, who, what, origin)"
						+ " values (1, 8, 5000, '0.c1', 'removed', 'bob', 'spam', 'op')");
		SqliteRoomLog log = open();
		KeptRoom lobby = log.find("lobby", List.of("lobby"));
		assertThat(lobby.last()).isEqualTo(8);
		assertThat(lobby.entries()).extracting(Entry::seq, (entry) -> entry.stamped().at(), Entry::client, Entry::event)
			.containsExactly(tuple(7L, Instant.ofEpochSecond(4), null, new Announced("hi")),
					tuple(8L, Instant.ofEpochSecond(5), "0.c1", new Removed("bob", "op", "spam")));
		enter(log, "lobby");
		say(log, "lobby", "on");
		assertThat(this.entries).extracting(Entry::seq).containsExactly(9L);
	}

	@Test
	void beginsNewNumberingIfEntriesMayBeLost() {
		SqliteRoomLog log = open();
		String epoch = enter(log, "lobby").epoch();
		say(log, "lobby", "one");
		assertThat(epoch(copy(), "boot 2")).as("power failure").isNotEqualTo(epoch);
		assertThat(epoch(copy(), BOOT)).as("kill").isEqualTo(epoch);
		assertThat(epoch(copy(), "")).as("kill or power failure").isNotEqualTo(epoch);
		log.close();
		assertThat(epoch("data", "boot 2")).as("clean stop").isEqualTo(epoch);
		SqliteRoomLog full = open(Sync.FULL);
		enter(full, "lobby");
		say(full, "lobby", "two");
		assertThat(epoch(copy(), "boot 2")).as("nothing is lost").isEqualTo(epoch);
	}

	private String epoch(String directory, String boot) {
		try (SqliteRoomLog log = open(directory, Sync.NORMAL, boot)) {
			return log.find("lobby", List.of("lobby")).epoch();
		}
	}

	/**
	 * What is behind a file's synced part is lost in a power failure.
	 */
	@Test
	void losesLastLinesAndNoDeedInPowerFailure() throws Exception {
		SqliteRoomLog log = open();
		String epoch = enter(log, "lobby").epoch();
		say(log, "lobby", "one");
		log.records().add(new Deed(this.now, "op", Deed.Action.KICK, "bob", null, "spam"));
		long synced = Files.size(directory().resolve("chat.db-wal"));
		say(log, "lobby", "two");
		String copy = copy();
		try (FileChannel file = FileChannel.open(this.files.resolve(copy).resolve("chat.db-wal"),
				StandardOpenOption.WRITE)) {
			assertThat(file.size()).isGreaterThan(synced);
			file.truncate(synced);
		}
		SqliteRoomLog next = open(copy, Sync.NORMAL, "boot 2");
		KeptRoom lobby = next.find("lobby", List.of("lobby"));
		assertThat(lobby.entries()).extracting(Entry::event).containsExactly(new Said("alice", "one"));
		assertThat(lobby.last()).isOne();
		assertThat(lobby.epoch()).isNotEqualTo(epoch);
		assertThat(next.records().deeds(10)).hasSize(1);
	}

}
