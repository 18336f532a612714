package io.chatroom.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Removed;
import org.jspecify.annotations.Nullable;

/**
 * All rooms: opens and closes them, finds them by name, and lists them. Any thread.
 * <p>
 * A room that nobody needs any more is kept until its place is needed: those who come
 * back find its history. It is long because a room must not be closed between the checks
 * and the hold, which its lock guards.
 */
final class Rooms {

	/** In a list of rooms. */
	private static final int MOST_LISTED = 50;

	/** By name. */
	private final Map<String, Room> rooms = new ConcurrentHashMap<>();

	/** By each key of their names. */
	private final Map<String, Room> byKey = new ConcurrentHashMap<>();

	/** By id. */
	private final Map<String, Client> clients;

	private final RoomLog log;

	private final Names names;

	private final RoomSettings settings;

	private final Collection<String> restricted;

	private final Collection<String> hidden;

	private final HistoryMemory memory;

	private final Outlet outlet;

	private final Delays delays;

	private final Room first;

	/** Lock times of rooms that were closed. */
	@GuardedBy("this")
	private LockTimes closedTimes = new LockTimes(0, 0, 0);

	/** How many rooms were closed. What was read of a closed room before is old. */
	@GuardedBy("this")
	private long closes;

	private final CountDownLatch opened = new CountDownLatch(1);

	private volatile boolean closed;

	Rooms(RoomLog log, Names names, RoomSettings settings, Map<String, Client> clients, Outlet outlet, Delays delays) {
		this.clients = clients;
		this.log = log;
		this.names = names;
		this.settings = settings;
		this.memory = new HistoryMemory(settings.allHistoryBytes());
		this.outlet = outlet;
		this.delays = delays;
		this.restricted = keys(settings.restricted());
		this.hidden = keys(settings.hidden());
		this.first = make(kept(names.known(settings.first())));
		this.first.hold();
	}

	private Collection<String> keys(Collection<String> rooms) {
		return rooms.stream().flatMap((room) -> this.names.known(room).keys().stream()).collect(Collectors.toSet());
	}

	/**
	 * Opens the rooms that have a topic, or members whose process has ended; none if
	 * other nodes use the log too. Called once, before clients connect.
	 */
	synchronized void open() {
		this.opened.countDown();
		if (this.log.isShared()) {
			// the members are on other nodes
			return;
		}
		leaveAll(this.first);
		for (String name : this.log.rooms(this.settings.maxRooms())) {
			if (!this.rooms.containsKey(name) && this.rooms.size() < this.settings.maxRooms()) {
				open(kept(this.names.known(name)));
			}
		}
	}

	private Room open(KeptRoom kept) {
		Room room = make(kept);
		if (!this.log.isShared()) {
			leaveAll(room);
		}
		return room;
	}

	/**
	 * Lets those leave whose process has ended. A leave never waits.
	 */
	private void leaveAll(Room room) {
		for (Member member : room.members()) {
			this.log.append(room.name(), member.client(), new Left(member.name()), System.nanoTime());
		}
	}

	private Room make(KeptRoom kept) {
		Name name = this.names.known(kept.name());
		this.memory.addRooms(1);
		Room room = new Room(name, kept, this.settings, this.memory, this.clients, this.outlet, this.delays,
				this.log.canRead());
		this.outlet.openRoom(name.text());
		this.log.open(kept, name.keys(), new Listener(room));
		this.rooms.put(name.text(), room);
		name.keys().forEach((key) -> this.byKey.put(key, room));
		return room;
	}

	private KeptRoom kept(Name name) {
		return this.log.find(name.text(), name.keys());
	}

	@GuardedBy("this")
	private void close(Room room) {
		this.closes++;
		this.rooms.remove(room.name());
		room.keys().forEach((key) -> this.byKey.remove(key, room));
		this.log.close(room.name());
		this.outlet.closeRoom(room.name());
		this.closedTimes = this.closedTimes.plus(room.lockTimes());
		room.run((locked) -> locked.state().history().clear());
		this.memory.addRooms(-1);
	}

	/**
	 * Finds the room that a member wants to enter, or makes it, and holds it open for the
	 * member.
	 * @param wanted the room's name as it was typed
	 * @param rank what the member may do
	 */
	RoomChoice enter(String wanted, Rank rank) {
		if (!(this.names.room(wanted) instanceof Name name)) {
			return new RoomChoice.Denied(Refusals.ROOM_MALFORMED);
		}
		RoomChoice choice = enter(name, rank, null, 0);
		while (choice == null) {
			// the log may have to read a disk: not under the lock
			long before = closes();
			choice = enter(name, rank, kept(name), before);
		}
		return choice;
	}

	private synchronized long closes() {
		return this.closes;
	}

	/**
	 * Enters a room.
	 * @param kept what the log has kept of it, or null if that is not known
	 * @param before how many rooms had been closed before that was read
	 * @return null if the room must be opened, and what is kept is not known
	 */
	private synchronized @Nullable RoomChoice enter(Name name, Rank rank, @Nullable KeptRoom kept, long before) {
		Room room = find(name);
		if (rank == Rank.GUEST && isOneOf(this.restricted, name)) {
			return new RoomChoice.Denied(Refusals.mayNotEnter((room != null) ? room.name() : name.text()));
		}
		if (room == null) {
			if (!this.settings.create().allows(rank)) {
				return new RoomChoice.Denied(Refusals.mayNotMake(name.text()));
			}
			if (kept == null || before != this.closes) {
				return null;
			}
			// it may have been made under other rules for names
			room = this.rooms.get(kept.name());
		}
		if (room == null) {
			if (!makePlace()) {
				return new RoomChoice.Denied(Refusals.tooManyRooms(this.settings.maxRooms()));
			}
			room = open(Objects.requireNonNull(kept));
		}
		room.hold();
		return room;
	}

	@GuardedBy("this")
	private boolean makePlace() {
		if (this.rooms.size() < this.settings.maxRooms()) {
			return true;
		}
		// a topic alone does not keep a room for good: one client could take all places
		this.rooms.values()
			.stream()
			.filter((room) -> room.status().isSpare())
			.min(Comparator.comparing((Room room) -> !room.status().isIdle())
				.thenComparingLong((room) -> room.status().idleSince()))
			.ifPresent(this::close);
		return this.rooms.size() < this.settings.maxRooms();
	}

	private @Nullable Room find(Name name) {
		for (String key : name.keys()) {
			Room room = this.byKey.get(key);
			if (room != null) {
				return room;
			}
		}
		return null;
	}

	private static boolean isOneOf(Collection<String> keys, Name name) {
		return !Collections.disjoint(keys, name.keys());
	}

	/**
	 * Returns the room in which everyone begins, and holds it open.
	 */
	Room holdFirst() {
		this.first.hold();
		return this.first;
	}

	/**
	 * Returns a room that somebody needs on any node, and holds it open.
	 * @param name as it was typed
	 */
	@Nullable Room hold(String name) {
		if (!(this.names.room(name) instanceof Name like)) {
			return null;
		}
		Room open = holdOpen(like);
		return (open == null && this.log.isShared()) ? holdKept(like) : open;
	}

	private synchronized @Nullable Room holdOpen(Name like) {
		Room room = find(like);
		if (room == null || room.status().isIdle()) {
			return null;
		}
		room.hold();
		return room;
	}

	private @Nullable Room holdKept(Name like) {
		KeptRoom kept = kept(like);
		boolean isNeeded = !kept.members().isEmpty() || !kept.topic().isEmpty();
		return (isNeeded && enter(kept.name(), Rank.OPERATOR) instanceof Room room) ? room : null;
	}

	/**
	 * Returns the room that numbers its events under an epoch, and holds it open. The one
	 * who asks may have no name yet; whether she may enter it is seen when she has.
	 */
	@Nullable Room holdByEpoch(String epoch) {
		Room open = holdOpen(epoch);
		String kept = (open == null) ? this.log.named(epoch) : null;
		if (kept != null && enter(kept, Rank.OPERATOR) instanceof Room room) {
			if (room.status().epoch().equals(epoch)) {
				return room;
			}
			room.release();
		}
		return open;
	}

	private synchronized @Nullable Room holdOpen(String epoch) {
		for (Room room : this.rooms.values()) {
			if (room.status().epoch().equals(epoch)) {
				room.hold();
				return room;
			}
		}
		return null;
	}

	/**
	 * Returns whether a client may be in a room.
	 */
	boolean mayEnter(Room room, Rank rank) {
		return rank != Rank.GUEST || Collections.disjoint(this.restricted, room.keys());
	}

	/**
	 * Returns a room of which a member may know, and holds it open.
	 * @param name as it was typed
	 * @param from the room of the member
	 */
	@Nullable Room holdVisible(String name, Room from) {
		if (this.names.areAlike(name, from.name())) {
			from.hold();
			return from;
		}
		Room room = this.names.areAlike(name, this.first.name()) ? holdFirst() : hold(name);
		if (room != null && !(isNeeded(room) && isShown(room.keys()))) {
			room.release();
			return null;
		}
		return room;
	}

	private boolean isShown(Collection<String> keys) {
		return Collections.disjoint(this.hidden, keys);
	}

	private boolean isNeeded(Room room) {
		return room.equals(this.first) || room.status().size() > 0 || !room.status().topic().isEmpty();
	}

	/**
	 * Returns the rooms that are not hidden, those with most members first.
	 */
	Reply.Rooms list() {
		return new Reply.Rooms(
				lines().filter((line) -> isShown(this.names.known(line.name()).keys())).limit(MOST_LISTED).toList());
	}

	/**
	 * Returns all rooms, those with most members first.
	 */
	List<RoomLine> all() {
		return lines().toList();
	}

	private Stream<RoomLine> lines() {
		Stream<RoomLine> here = this.rooms.values().stream().filter(this::isNeeded).map(Room::line);
		Stream<RoomLine> elsewhere = this.log.shared(this.settings.maxRooms())
			.stream()
			.filter((line) -> !this.rooms.containsKey(line.name()));
		return Stream.concat(here, elsewhere)
			.sorted(Comparator.comparingLong(RoomLine::members).reversed().thenComparing(RoomLine::name));
	}

	/**
	 * Proposes an event that is about no client.
	 * @param room a room that is held open
	 */
	void propose(Room room, RoomEvent event) {
		this.log.append(room.name(), null, event, System.nanoTime());
	}

	/**
	 * Proposes an event that is about no client in all rooms.
	 */
	void proposeToAll(RoomEvent event) {
		doWithAll((room) -> propose(room, event));
	}

	/**
	 * Does something with each room that somebody needs on any node.
	 */
	private void doWithAll(Consumer<Room> action) {
		Set<String> names = new HashSet<>(this.rooms.keySet());
		this.log.shared(this.settings.maxRooms()).forEach((line) -> names.add(line.name()));
		for (String name : names) {
			Room room = hold(name);
			if (room != null) {
				action.accept(room);
				room.release();
			}
		}
	}

	/**
	 * Waits until the outlet works. Other nodes may use the first room before.
	 * @return false if this server stops before
	 */
	private boolean awaitOpen() {
		try {
			if (this.log.isShared()) {
				this.opened.await();
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static boolean hasGone(Entry entry) {
		return entry.event() instanceof Left || entry.event() instanceof Removed;
	}

	private void apply(Room room, List<Entry> entries) {
		for (Entry entry : entries) {
			String client = entry.client();
			// also of another node's client that has gone: before the room sends the
			// entry,
			// since a client that receives it may claim the name at once
			if (client != null && (this.clients.containsKey(client) || hasGone(entry))) {
				this.names.release(entry.event(), client);
			}
		}
		room.apply(entries);
	}

	/**
	 * Returns whether the log can store lines now.
	 */
	boolean isStoring() {
		return this.log.isStoring();
	}

	/**
	 * Sends nothing more that happens in the rooms.
	 */
	void silence() {
		this.rooms.values().forEach((room) -> room.run((locked) -> locked.changes().silence()));
	}

	/**
	 * Closes the clients of all rooms; there are no members any more.
	 */
	void closeAll() {
		this.closed = true;
		this.rooms.values().forEach(Room::closeAll);
	}

	/**
	 * Returns the members of the rooms that are open here, in join order in each; none
	 * after {@link #closeAll()}.
	 */
	List<Member> members() {
		List<Member> members = new ArrayList<>();
		if (!this.closed) {
			this.rooms.values().forEach((room) -> members.addAll(room.members()));
		}
		return members;
	}

	/**
	 * Returns the members of all rooms of all nodes, in join order in each.
	 */
	List<Member> allMembers() {
		List<Member> members = new ArrayList<>();
		if (!this.closed) {
			doWithAll((room) -> members.addAll(room.members()));
		}
		return members;
	}

	int memberCount() {
		return this.closed ? 0 : this.rooms.values().stream().mapToInt((room) -> room.status().size()).sum();
	}

	/**
	 * Returns how many members the largest room has.
	 */
	int largest() {
		return this.closed ? 0 : this.rooms.values().stream().mapToInt((room) -> room.status().size()).max().orElse(0);
	}

	/**
	 * Returns how many rooms there are, without those that nobody needs.
	 */
	int count() {
		return (int) this.rooms.values().stream().filter(this::isNeeded).count();
	}

	synchronized LockTimes lockTimes() {
		return this.rooms.values()
			.stream()
			.map(Room::lockTimes)
			.reduce(this.closedTimes.plus(new LockTimes(0, this.log.waitedNanos(), 0)), LockTimes::plus);
	}

	/**
	 * Receives what the log decides about a room.
	 */
	private final class Listener implements RoomListener {

		private final Room room;

		Listener(Room room) {
			this.room = room;
		}

		@Override
		public void ordered(List<Entry> entries) {
			if (awaitOpen()) {
				apply(this.room, entries);
			}
		}

		@Override
		public void refused(String client) {
			this.room.run((locked) -> locked.changes().refuse(client));
		}

		@Override
		public Map<String, String> renewed(KeptRoom kept) {
			return this.room.call((locked) -> locked.changes().renew(kept, locked.clients().here()));
		}

	}

}
