package io.chatroom.chat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * The log of several nodes in one process: each is handed what any of them proposes,
 * before {@link Node#append} returns.
 */
final class SharedRoomLog {

	private static final RoomSettings SETTINGS = TestRooms.usual();

	private final Map<String, Shared> rooms = new ConcurrentHashMap<>();

	private final List<LogWatcher> watchers = new ArrayList<>();

	private final InstantSource clock;

	/** Runs before a room is looked up. */
	Runnable beforeFind = () -> {
	};

	SharedRoomLog(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Loses the last entries of a room.
	 * @param last the number of the last one that is kept
	 * @param instead what others have written since
	 * @return what the nodes have there, each the names of its members by client
	 */
	List<Map<String, String>> lose(String room, int last, RoomEvent... instead) {
		Shared shared = Objects.requireNonNull(this.rooms.get(room));
		synchronized (shared) {
			shared.entries.subList(last, shared.entries.size()).clear();
			for (RoomEvent event : instead) {
				shared.entries
					.add(new Entry(new Stamped(room, shared.entries.size() + 1, this.clock.instant(), event), "z9", 0));
			}
			return shared.renew();
		}
	}

	/**
	 * Tells all nodes what happens to the log.
	 */
	void tell(Consumer<LogWatcher> what) {
		this.watchers.forEach(what);
	}

	/**
	 * Returns the log as a new node has it.
	 */
	RoomLog node() {
		return new Node();
	}

	/**
	 * A room. Its lock orders what is proposed.
	 */
	private static final class Shared {

		private final List<Entry> entries = new ArrayList<>();

		private final Map<Node, RoomListener> listeners = new LinkedHashMap<>();

		private RoomState state;

		private final String name;

		private String epoch;

		Shared(String name) {
			this.name = name;
			this.epoch = "epoch of " + name;
			this.state = new RoomState(KeptRoom.none(name, "epoch of " + name), SETTINGS, new HistoryMemory(1_000_000));
		}

		synchronized void append(Entry entry) {
			this.entries.add(entry);
			this.state.apply(entry);
			this.listeners.values().forEach((listener) -> listener.ordered(List.of(entry)));
		}

		@GuardedBy("this")
		List<Map<String, String>> renew() {
			this.state = new RoomState(KeptRoom.none(this.name, ""), SETTINGS, new HistoryMemory(1_000_000));
			this.entries.forEach(this.state::apply);
			this.epoch = "next " + this.epoch;
			return this.listeners.values().stream().map((listener) -> listener.renewed(kept())).toList();
		}

		synchronized KeptRoom kept() {
			return new KeptRoom(this.name, this.epoch, this.entries.size(), this.state.topic(), "",
					this.state.members(), List.copyOf(this.entries));
		}

	}

	private final class Node implements RoomLog {

		@Override
		public List<String> rooms(int most) {
			return List.of();
		}

		@Override
		public boolean isShared() {
			return true;
		}

		@Override
		public List<RoomLine> shared(int most) {
			return SharedRoomLog.this.rooms.values()
				.stream()
				.map(Shared::kept)
				.filter((kept) -> !kept.members().isEmpty() || !kept.topic().isEmpty())
				.map((kept) -> new RoomLine(kept.name(), kept.members().size(), kept.topic()))
				.toList();
		}

		@Override
		public KeptRoom find(String name, Collection<String> keys) {
			SharedRoomLog.this.beforeFind.run();
			return SharedRoomLog.this.rooms.keySet()
				.stream()
				.filter(name::equalsIgnoreCase)
				.findFirst()
				.map((known) -> of(known).kept())
				.orElseGet(() -> KeptRoom.none(name, "epoch of " + name));
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

		private Shared of(String room) {
			return SharedRoomLog.this.rooms.computeIfAbsent(room, Shared::new);
		}

		@Override
		public void open(KeptRoom room, Collection<String> keys, RoomListener listener) {
			Shared shared = of(room.name());
			synchronized (shared) {
				shared.listeners.put(this, listener);
			}
		}

		@Override
		public void close(String room) {
			Shared shared = of(room);
			synchronized (shared) {
				shared.listeners.remove(this);
			}
		}

		@Override
		public void append(String room, @Nullable String client, RoomEvent event, long since) {
			Shared shared = of(room);
			synchronized (shared) {
				shared.append(new Entry(
						new Stamped(room, shared.entries.size() + 1, SharedRoomLog.this.clock.instant(), event), client,
						since));
			}
		}

		@Override
		public void watch(LogWatcher watcher) {
			SharedRoomLog.this.watchers.add(watcher);
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

}
