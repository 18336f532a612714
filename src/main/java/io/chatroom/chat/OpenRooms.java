package io.chatroom.chat;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that are open on this node. Its lock is kept from the check of a room until
 * the room is held, so that it is not closed in between. Any thread.
 * <p>
 * A room that nobody needs any more is kept until its place is needed: those who come
 * back find its history.
 */
final class OpenRooms {

	/** By name. */
	private final Map<String, Room> rooms = new ConcurrentHashMap<>();

	/** By each key of their names. */
	private final Map<String, Room> byKey = new ConcurrentHashMap<>();

	private final RoomMaker maker;

	private final int max;

	private final Room first;

	/** Lock times of rooms that were closed. */
	@GuardedBy("this")
	private LockTimes closedTimes = new LockTimes(0, 0, 0);

	/** How many rooms were closed. What was read of a closed room before is old. */
	@GuardedBy("this")
	private long closes;

	/**
	 * Creates it with one room.
	 * @param first the room in which everyone begins
	 * @param max how many rooms may be open
	 */
	OpenRooms(RoomMaker maker, Name first, int max) {
		this.maker = maker;
		this.max = max;
		this.first = make(maker.kept(first));
		this.first.hold();
	}

	/**
	 * Opens rooms that were kept, if there is place. Called once, before clients connect.
	 * @param kept the names of the rooms
	 */
	synchronized void open(List<Name> kept) {
		this.maker.letGoneLeave(this.first);
		for (Name name : kept) {
			if (isClosed(name.text()) && hasPlace()) {
				open(this.maker.kept(name));
			}
		}
	}

	private Room open(KeptRoom kept) {
		Room room = make(kept);
		this.maker.letGoneLeave(room);
		return room;
	}

	private Room make(KeptRoom kept) {
		Room room = this.maker.make(kept);
		this.rooms.put(room.name(), room);
		room.keys().forEach((key) -> this.byKey.put(key, room));
		return room;
	}

	@GuardedBy("this")
	private void close(Room room) {
		this.closes++;
		this.rooms.remove(room.name());
		room.keys().forEach((key) -> this.byKey.remove(key, room));
		this.closedTimes = this.closedTimes.plus(room.lockTimes());
		this.maker.close(room);
	}

	private boolean hasPlace() {
		return this.rooms.size() < this.max;
	}

	@GuardedBy("this")
	private boolean makePlace() {
		if (!hasPlace()) {
			// a topic alone does not keep a room for good: one client could take all
			// places
			this.rooms.values()
				.stream()
				.filter((room) -> room.status().isSpare())
				.min(Comparator.comparing((Room room) -> !room.status().isIdle())
					.thenComparingLong((room) -> room.status().idleSince()))
				.ifPresent(this::close);
		}
		return hasPlace();
	}

	/**
	 * Returns the room in which everyone begins. It stays open.
	 */
	Room first() {
		return this.first;
	}

	Collection<Room> all() {
		return this.rooms.values();
	}

	boolean isClosed(String name) {
		return !this.rooms.containsKey(name);
	}

	/**
	 * Returns the room of this name, or of one that reads like it, unless it is closed.
	 * It may be closed at any time.
	 */
	@Nullable Room find(Name name) {
		for (String key : name.keys()) {
			Room room = this.byKey.get(key);
			if (room != null) {
				return room;
			}
		}
		return null;
	}

	/**
	 * Returns a room that is open, and holds it.
	 * @param evenIdle whether it may be one that nobody needs
	 */
	synchronized @Nullable Room hold(Name name, boolean evenIdle) {
		Room room = find(name);
		if (room == null || (room.status().isIdle() && !evenIdle)) {
			return null;
		}
		room.hold();
		return room;
	}

	/**
	 * Returns the open room that numbers its events under an epoch, and holds it.
	 */
	synchronized @Nullable Room hold(String epoch) {
		for (Room room : this.rooms.values()) {
			if (room.status().epoch().equals(epoch)) {
				room.hold();
				return room;
			}
		}
		return null;
	}

	/**
	 * Returns a room, which is opened if need be, and holds it. May wait for a disk or a
	 * network.
	 */
	RoomChoice holdOrOpen(Name name) {
		RoomChoice choice = null;
		while (choice == null) {
			// the log may have to read a disk: not under the lock
			long before = closes();
			choice = holdOrOpen(name, this.maker.kept(name), before);
		}
		return choice;
	}

	private synchronized long closes() {
		return this.closes;
	}

	/**
	 * Returns a room, and holds it.
	 * @param kept what the log has kept of it
	 * @param before how many rooms had been closed before that was read
	 * @return null if what was read may be old
	 */
	private synchronized @Nullable RoomChoice holdOrOpen(Name name, KeptRoom kept, long before) {
		Room room = find(name);
		if (room == null && before != this.closes) {
			return null;
		}
		if (room == null) {
			// it may have been made under other rules for names
			room = this.rooms.get(kept.name());
		}
		if (room == null) {
			if (!makePlace()) {
				return new RoomChoice.Denied(Refusals.tooManyRooms(this.max));
			}
			room = open(kept);
		}
		room.hold();
		return room;
	}

	/**
	 * Returns how long the locks of all rooms were waited for and held, also of those
	 * that are closed.
	 */
	synchronized LockTimes lockTimes() {
		return this.rooms.values().stream().map(Room::lockTimes).reduce(this.closedTimes, LockTimes::plus);
	}

}
