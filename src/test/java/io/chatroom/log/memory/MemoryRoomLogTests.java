package io.chatroom.log.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.chatroom.chat.Entry;
import io.chatroom.chat.RoomLog;
import io.chatroom.log.RoomLogContract;
import io.chatroom.protocol.RoomEvent.Said;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The log in memory.
 */
class MemoryRoomLogTests extends RoomLogContract {

	@Override
	protected RoomLog log() {
		return new MemoryRoomLog(() -> UUID.randomUUID().toString(), InstantSource.system());
	}

	@Test
	void callsListenerOnThreadThatProposes() {
		RoomLog log = new MemoryRoomLog(() -> "e", InstantSource.fixed(Instant.ofEpochSecond(7)));
		List<Entry> entries = new ArrayList<>();
		open(log, "lobby", entries::addAll);
		log.append("lobby", "c1", new Said("alice", "hi"), 3);
		assertThat(entries).singleElement()
			.extracting((entry) -> entry.stamped().at())
			.isEqualTo(Instant.ofEpochSecond(7));
	}

	@Test
	void rejectsRoomThatIsNotOpenOrIsAlready() {
		RoomLog log = log();
		assertThatIllegalStateException().isThrownBy(() -> log.append("lobby", null, new Said("a", "b"), 0));
		open(log, "lobby", (entries) -> {
		});
		assertThatIllegalStateException().isThrownBy(() -> open(log, "lobby", (entries) -> {
		}));
	}

	@Test
	void timesHowLongThreadsWait() {
		RoomLog log = log();
		List<Thread> waiting = new ArrayList<>();
		open(log, "lobby", (entries) -> {
			if (waiting.isEmpty()) {
				Thread next = new Thread(() -> log.append("lobby", null, new Said("bob", "ho"), 0));
				waiting.add(next);
				next.start();
				await().until(() -> next.getState() == Thread.State.WAITING);
			}
		});
		assertThat(log.waitedNanos()).isZero();
		log.append("lobby", null, new Said("alice", "hi"), 0);
		await().untilAsserted(() -> assertThat(log.waitedNanos()).isPositive());
	}

}
