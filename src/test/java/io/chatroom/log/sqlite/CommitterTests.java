package io.chatroom.log.sqlite;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.chatroom.chat.Entry;
import io.chatroom.chat.RoomListener;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When events are stored, and by which thread.
 */
class CommitterTests extends SqliteLogTest {

	@Test
	void handsOverWhatIsCommitted() {
		SqliteRoomLog log = open();
		List<Long> stored = new CopyOnWriteArrayList<>();
		enter(log, "lobby", (batch) -> {
			stored.add(count());
			this.entries.addAll(batch);
		});
		say(log, "lobby", "one");
		say(log, "lobby", "two");
		assertThat(stored).containsExactly(1L, 2L);
	}

	@Test
	void storesWhatComesAloneBeforeItReturns() {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		log.append("lobby", "c1", new Said("alice", "two"), 0);
		assertThat(this.entries).extracting(Entry::seq).containsExactly(1L, 2L);
	}

	@Test
	void leavesCommitsThatWaitForTheDiskToItsThread() {
		SqliteRoomLog log = open(Sync.FULL);
		List<String> threads = new CopyOnWriteArrayList<>();
		enter(log, "lobby", (batch) -> threads.add(Thread.currentThread().getName()));
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		await().until(() -> threads.equals(List.of("chat-log")));
	}

	@Test
	void storesTogetherWhatCameMeanwhile() throws Exception {
		assertThat(proposeTogether(open(), "lobby", Collections.nCopies(31, new Said("alice", "hi"))))
			.containsExactly(1, 30);
		assertThat(number("select count(*) from piece")).isEqualTo(2);
	}

	@Test
	void makesThreadsWaitWhileMuchIsProposed() throws Exception {
		SqliteRoomLog log = open();
		CountDownLatch isSlow = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		enter(log, "lobby", (batch) -> {
			isSlow.countDown();
			awaitUninterruptibly(goOn);
			this.entries.addAll(batch);
		});
		// a thread that stores its own line does not wait for a place
		Thread first = Thread.ofVirtual().start(() -> log.append("lobby", null, new Said("alice", "first"), 0));
		isSlow.await();
		int lines = 10_000;
		Thread sender = Thread.ofVirtual().start(() -> {
			for (int i = 0; i < lines; i++) {
				log.append("lobby", null, new Said("alice", "hi"), 0);
			}
		});
		await().until(() -> sender.getState() == Thread.State.WAITING);
		log.append("lobby", "c1", new Left("bob"), 0);
		goOn.countDown();
		first.join();
		sender.join();
		await().until(() -> this.entries.size() == lines + 2);
		assertThat(log.waitedNanos()).isPositive();
	}

	@Test
	void refusesLinesAndLetsOthersWaitWhileNothingCanBeStored() {
		SqliteRoomLog log = open();
		List<String> refused = new CopyOnWriteArrayList<>();
		List<Entry> ordered = this.entries;
		enter(log, "lobby", new RoomListener() {

			@Override
			public void ordered(List<Entry> batch) {
				ordered.addAll(batch);
			}

			@Override
			public void refused(String client) {
				refused.add(client);
			}

		});
		say(log, "lobby", "one");
		sql("alter table piece rename to away");
		log.append("lobby", "c1", new Said("alice", "two"), 0);
		await().until(() -> !refused.isEmpty());
		assertThat(log.isStoring()).isFalse();
		log.append("lobby", "c2", new Left("bob"), 0);
		log.append("lobby", "c3", new Said("carol", "three"), 0);
		await().until(() -> refused.equals(List.of("c1", "c3")));
		sql("alter table away rename to piece");
		await().until(() -> log.isStoring() && this.entries.size() == 2);
		say(log, "lobby", "four");
		assertThat(this.entries).extracting(Entry::event)
			.containsExactly(new Said("alice", "one"), new Left("bob"), new Said("alice", "four"));
		assertThat(this.entries).extracting(Entry::seq).containsExactly(1L, 2L, 3L);
		assertThat(count()).isEqualTo(3);
	}

	@Test
	void findsOutByItselfThatItCanStoreAgain() {
		SqliteRoomLog log = open();
		enter(log, "lobby");
		sql("alter table piece rename to away");
		sql("alter table space rename to closed");
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		await().until(() -> !log.isStoring());
		sql("alter table away rename to piece");
		sql("alter table closed rename to space");
		await().until(log::isStoring);
		assertThat(this.entries).isEmpty();
	}

}
