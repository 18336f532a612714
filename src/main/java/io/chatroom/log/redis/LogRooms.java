package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.RoomListener;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that are open on this node, and what was proposed in these and in rooms that
 * were closed meanwhile. Rooms are opened and closed under the lock of this object. Any
 * thread.
 */
final class LogRooms {

	private static final long DRAIN_MILLIS = 5;

	/** By name. */
	private final Map<String, OpenRoom> open = new ConcurrentHashMap<>();

	/** By the room's name: of open rooms, and of those where something waits. */
	private final Map<String, Outgoing> outgoing = new ConcurrentHashMap<>();

	private final LongAdder waitedNanos = new LongAdder();

	/**
	 * Opens a room.
	 * @throws IllegalStateException if it is open
	 */
	synchronized OpenRoom open(KeptRoom kept, Collection<String> nameKeys, RoomListener listener) {
		if (this.open.containsKey(kept.name())) {
			throw new IllegalStateException(kept.name() + " is open");
		}
		Outgoing out = this.outgoing.computeIfAbsent(kept.name(), (name) -> new Outgoing(name, this.waitedNanos));
		OpenRoom room = new OpenRoom(kept, nameKeys, listener, out);
		out.lastEpoch = kept.epoch();
		out.open = room;
		this.open.put(kept.name(), room);
		return room;
	}

	/**
	 * Closes a room. What waits there is still appended.
	 * @return the room; null if it was not open
	 */
	synchronized @Nullable OpenRoom close(String name) {
		OpenRoom room = this.open.remove(name);
		if (room != null) {
			room.outgoing.open = null;
			// also those of rooms that were closed while something waited
			this.outgoing.values().removeIf((out) -> out.open == null && out.size() == 0);
		}
		return room;
	}

	/**
	 * Returns an open room.
	 * @return null if it is not open
	 */
	@Nullable OpenRoom find(String name) {
		return this.open.get(name);
	}

	/**
	 * Returns the rooms that are open, as they change.
	 */
	Collection<OpenRoom> open() {
		return this.open.values();
	}

	/**
	 * Returns the rooms where something is proposed, as they change.
	 */
	Collection<Outgoing> outgoing() {
		return this.outgoing.values();
	}

	/**
	 * Returns how many events wait that the engine has not acknowledged.
	 */
	int waiting() {
		return this.outgoing.values().stream().mapToInt(Outgoing::size).sum();
	}

	/**
	 * Returns for how long threads have waited that proposed too much, in nanoseconds.
	 */
	long waitedNanos() {
		return this.waitedNanos.sum();
	}

	/**
	 * Waits until all is appended that was proposed.
	 * @param longest how long at most
	 * @return whether it is
	 */
	boolean drain(Duration longest) {
		long end = System.nanoTime() + longest.toNanos();
		boolean done = waiting() == 0;
		try {
			while (!done && System.nanoTime() < end) {
				Thread.sleep(DRAIN_MILLIS);
				done = waiting() == 0;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return done;
	}

	/**
	 * Takes no more proposals.
	 */
	void close() {
		this.outgoing.values().forEach(Outgoing::close);
	}

}
