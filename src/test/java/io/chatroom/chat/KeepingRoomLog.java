package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.log.memory.MemoryRoomLog;
import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * A log that can be read. Something may happen at each read. One thread.
 */
final class KeepingRoomLog implements RoomLog {

	private final RoomLog log = new MemoryRoomLog(() -> "r1", InstantSource.fixed(Instant.EPOCH));

	private final Map<String, List<Entry>> kept = new HashMap<>();

	/** Runs during each read: what is read is from before. */
	Runnable onRead = () -> {
	};

	/** How often it was read. */
	int reads;

	boolean broken;

	/**
	 * Deletes a room's entries up to a number.
	 */
	void delete(String room, long until) {
		kept(room).removeIf((entry) -> entry.seq() <= until);
	}

	private List<Entry> kept(String room) {
		return this.kept.computeIfAbsent(room, (name) -> new ArrayList<>());
	}

	@Override
	public List<Entry> read(String room, long after, int most) {
		check();
		this.reads++;
		List<Entry> read = kept(room).stream().filter((entry) -> entry.seq() > after).limit(most).toList();
		this.onRead.run();
		return read;
	}

	private void check() {
		if (this.broken) {
			throw new RoomLogException(new IllegalStateException("broken"));
		}
	}

	@Override
	public boolean canRead() {
		return true;
	}

	@Override
	public List<String> rooms(int most) {
		return this.log.rooms(most);
	}

	@Override
	public KeptRoom find(String name, Collection<String> keys) {
		check();
		return this.log.find(name, keys);
	}

	@Override
	public @Nullable String named(String epoch) {
		check();
		return null;
	}

	@Override
	public void open(KeptRoom room, Collection<String> keys, RoomListener listener) {
		List<Entry> entries = new ArrayList<>();
		this.kept.put(room.name(), entries);
		this.log.open(room, keys, (batch) -> {
			entries.addAll(batch);
			listener.ordered(batch);
		});
	}

	@Override
	public void close(String room) {
		this.log.close(room);
	}

	@Override
	public void append(String room, @Nullable String client, RoomEvent event, long since) {
		this.log.append(room, client, event, since);
	}

	@Override
	public boolean isStoring() {
		return true;
	}

	@Override
	public long waitedNanos() {
		return 0;
	}

}
