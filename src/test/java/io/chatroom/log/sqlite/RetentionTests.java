package io.chatroom.log.sqlite;

import java.time.Duration;
import java.util.List;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which entries are deleted, and what is left of their rooms.
 */
class RetentionTests extends SqliteLogTest {

	@Test
	void deletesWhatIsTooOld() {
		SqliteRoomLog log = open();
		String epoch = enter(log, "lobby").epoch();
		enter(log, "games");
		enter(log, "chess");
		say(log, "lobby", "one");
		say(log, "games", "one");
		propose(log, "chess", "c1", new TopicSet("alice", "e4"));
		log.close("games");
		log.close("chess");
		this.now = this.now.plus(Duration.ofDays(29));
		say(log, "lobby", "two");
		log.trim();
		assertThat(count()).isEqualTo(4);
		this.now = this.now.plus(Duration.ofDays(2));
		log.trim();
		assertThat(count()).isOne();
		assertThat(log.find("games", List.of("games")).last()).as("nothing is left").isZero();
		assertThat(log.find("chess", List.of("chess")).topic()).isEqualTo("e4");
		this.now = this.now.plus(Duration.ofDays(30));
		log.trim();
		assertThat(count()).isZero();
		say(log, "lobby", "three");
		KeptRoom lobby = log.find("lobby", List.of("lobby"));
		assertThat(lobby.epoch()).isEqualTo(epoch);
		assertThat(lobby.entries()).extracting(Entry::seq).containsExactly(3L);
	}

	@Test
	void deletesWhatIsTooMuch() {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		String text = "x".repeat(100);
		for (int i = 0; i < 6000; i++) {
			log.append("lobby", "c1", new Said("alice", text), 0);
		}
		await().until(() -> this.entries.size() == 6000);
		log.trim();
		assertThat(count()).isBetween(500L, 4000L);
		KeptRoom lobby = log.find("lobby", List.of("lobby"));
		assertThat(lobby.last()).isEqualTo(6000);
		assertThat(lobby.entries()).last().extracting(Entry::seq).isEqualTo(6000L);
		long pages = number("select page_count from pragma_page_count()");
		for (int i = 0; i < 1000; i++) {
			log.append("lobby", "c1", new Said("alice", text), 0);
		}
		await().until(() -> this.entries.size() == 7000);
		assertThat(number("select page_count from pragma_page_count()")).as("free pages are used").isEqualTo(pages);
	}

}
