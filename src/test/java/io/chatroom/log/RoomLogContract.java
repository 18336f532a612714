package io.chatroom.log;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What every log does. The tests of an adapter extend it.
 */
public abstract class RoomLogContract {

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	/**
	 * Returns a log without entries.
	 */
	protected abstract RoomLog log();

	/**
	 * Opens a room.
	 * @return what was kept of it
	 */
	protected static KeptRoom open(RoomLog log, String room, RoomListener listener) {
		KeptRoom kept = log.find(room, List.of(room));
		log.open(kept, List.of(room), listener);
		return kept;
	}

	@Test
	void handsBackWhatWasProposed() {
		RoomLog log = log();
		open(log, "lobby", this.entries::addAll);
		log.append("lobby", "c1", new Said("alice", "one"), 1);
		log.append("lobby", null, new Said("bob", "two"), 2);
		await().until(() -> this.entries.size() == 2);
		assertThat(this.entries).extracting(Entry::seq).containsExactly(1L, 2L);
		assertThat(this.entries).extracting(Entry::client).containsExactly("c1", null);
		assertThat(this.entries).extracting(Entry::event)
			.containsExactly(new Said("alice", "one"), new Said("bob", "two"));
		assertThat(this.entries.getLast().stamped().at()).isAfterOrEqualTo(this.entries.getFirst().stamped().at());
	}

	@Test
	void readsAgainWhatItHandsOver() {
		RoomLog log = log();
		List<List<Entry>> read = new CopyOnWriteArrayList<>();
		open(log, "games", (batch) -> {
		});
		log.append("games", "c2", new Said("bob", "elsewhere"), 0);
		open(log, "lobby", (batch) -> {
			read.add(log.read("lobby", 0, 100));
			this.entries.addAll(batch);
		});
		for (int i = 1; i <= 20; i++) {
			log.append("lobby", "c1", new Said("alice", String.valueOf(i)), 0);
		}
		await().until(() -> this.entries.size() == 20);
		int known = log.canRead() ? 20 : 0;
		assertThat(read.getLast()).hasSize(known);
		assertThat(log.read("lobby", 0, 100)).usingRecursiveFieldByFieldElementComparatorOnFields("stamped", "client")
			.isEqualTo(this.entries.subList(0, known));
		assertThat(log.read("lobby", 7, 3)).extracting(Entry::seq)
			.isEqualTo((known > 0) ? List.of(8L, 9L, 10L) : List.of());
		assertThat(log.read("lobby", 20, 3)).isEmpty();
	}

	@Test
	void numbersEachRoomForItself() {
		RoomLog log = log();
		List<Entry> others = new CopyOnWriteArrayList<>();
		KeptRoom lobby = open(log, "lobby", this.entries::addAll);
		KeptRoom games = open(log, "games", others::addAll);
		assertThat(games.epoch()).isNotEqualTo(lobby.epoch());
		log.append("lobby", "c1", new Said("alice", "one"), 0);
		log.append("games", "c2", new Said("bob", "two"), 0);
		await().until(() -> !this.entries.isEmpty() && !others.isEmpty());
		assertThat(others).extracting(Entry::seq).containsExactly(1L);
		assertThat(others).extracting(Entry::client).containsExactly("c2");
	}

	@Test
	void ordersWhatThreadsProposeWithoutGaps() {
		RoomLog log = log();
		int threads = 6;
		int lines = 500;
		AtomicInteger inside = new AtomicInteger();
		Set<Integer> together = ConcurrentHashMap.newKeySet();
		RoomListener listener = (batch) -> {
			together.add(inside.incrementAndGet());
			// not safe with two threads, nor needed
			this.entries.addAll(batch);
			inside.decrementAndGet();
		};
		open(log, "lobby", listener);
		try (ExecutorService senders = Executors.newFixedThreadPool(threads)) {
			IntStream.range(0, threads).forEach((sender) -> senders.execute(() -> {
				for (int i = 0; i < lines; i++) {
					log.append("lobby", "c" + sender, new Said("n" + sender, String.valueOf(i)), 0);
				}
			}));
		}
		await().until(() -> this.entries.size() == threads * lines);
		assertThat(together).as("calls of the listener at a time").containsExactly(1);
		assertThat(this.entries).extracting(Entry::seq)
			.containsExactlyElementsOf(LongStream.rangeClosed(1, (long) threads * lines).boxed().toList());
		for (int sender = 0; sender < threads; sender++) {
			String client = "c" + sender;
			assertThat(this.entries.stream().filter((entry) -> client.equals(entry.client())))
				.extracting((entry) -> ((Said) entry.event()).text())
				.containsExactlyElementsOf(IntStream.range(0, lines).mapToObj(String::valueOf).toList());
		}
	}

}
