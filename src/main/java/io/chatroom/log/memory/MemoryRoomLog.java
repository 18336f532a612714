package io.chatroom.log.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * A room log in memory: numbers and stamps, and keeps nothing. The caller of
 * {@link #append} orders its proposal and calls the listener itself, under a lock for
 * each room, before the call returns. Any thread.
 */
public final class MemoryRoomLog implements RoomLog {

	private final Map<String, Numbering> rooms = new ConcurrentHashMap<>();

	private final LongAdder waitedNanos = new LongAdder();

	private final Supplier<String> newEpoch;

	private final InstantSource clock;

	/**
	 * Creates a log without rooms.
	 * @param newEpoch returns another word at each call
	 * @param clock stamps the entries
	 */
	public MemoryRoomLog(Supplier<String> newEpoch, InstantSource clock) {
		this.newEpoch = newEpoch;
		this.clock = clock;
	}

	@Override
	public List<String> rooms(int most) {
		return List.of();
	}

	@Override
	public KeptRoom find(String name, Collection<String> keys) {
		return KeptRoom.none(name, this.newEpoch.get());
	}

	@Override
	public @Nullable String named(String epoch) {
		return null;
	}

	@Override
	public List<Entry> read(String room, long after, int most) {
		return List.of();
	}

	@Override
	public boolean canRead() {
		return false;
	}

	@Override
	public void open(KeptRoom room, Collection<String> keys, RoomListener listener) {
		if (this.rooms.putIfAbsent(room.name(), new Numbering(room.name(), listener)) != null) {
			throw new IllegalStateException(room.name() + " is open");
		}
	}

	@Override
	public void close(String room) {
		this.rooms.remove(room);
	}

	@Override
	public void append(String room, @Nullable String client, RoomEvent event, long since) {
		Numbering numbering = this.rooms.get(room);
		if (numbering == null) {
			throw new IllegalStateException(room + " is not open");
		}
		numbering.append(client, event, since);
	}

	@Override
	public boolean isStoring() {
		return true;
	}

	@Override
	public long waitedNanos() {
		return this.waitedNanos.sum();
	}

	/**
	 * The order of one room.
	 */
	private final class Numbering {

		private final ReentrantLock lock = new ReentrantLock();

		private final String room;

		private final RoomListener listener;

		@GuardedBy("lock")
		private long seq;

		Numbering(String room, RoomListener listener) {
			this.room = room;
			this.listener = listener;
		}

		void append(@Nullable String client, RoomEvent event, long since) {
			if (!this.lock.tryLock()) {
				waitForLock();
			}
			try {
				Instant now = Instant.ofEpochMilli(MemoryRoomLog.this.clock.millis());
				this.listener
					.ordered(List.of(new Entry(new Stamped(this.room, ++this.seq, now, event), client, since)));
			}
			finally {
				this.lock.unlock();
			}
		}

		private void waitForLock() {
			long asked = System.nanoTime();
			this.lock.lock();
			MemoryRoomLog.this.waitedNanos.add(System.nanoTime() - asked);
		}

	}

}
