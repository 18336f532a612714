package io.chatroom.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import org.jspecify.annotations.Nullable;

/**
 * All rooms, and the clients that are connected. What happens in a room is proposed here
 * to the log, and applied when the log has ordered it. Any thread.
 * <p>
 * A room that nobody needs any more is kept until its place is needed: those who come
 * back find its history.
 */
final class Rooms {

	/** In a list of rooms. */
	private static final int MOST_LISTED = 50;

	/** By name. */
	private final Map<String, Room> rooms = new ConcurrentHashMap<>();

	/** By each key of their names. */
	private final Map<String, Room> byKey = new ConcurrentHashMap<>();

	/** By id. A member is here until its leave is applied. */
	private final Map<String, Client> clients = new ConcurrentHashMap<>();

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

	private volatile boolean closed;

	Rooms(RoomLog log, Names names, RoomSettings settings, Outlet outlet, Delays delays) {
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
	 * Opens the rooms that have a topic, or members whose process has ended. Called once,
	 * before clients connect.
	 */
	synchronized void open() {
		leaveAll(this.first);
		for (String name : this.log.rooms(this.settings.maxRooms())) {
			if (!this.rooms.containsKey(name) && this.rooms.size() < this.settings.maxRooms()) {
				open(kept(this.names.known(name)));
			}
		}
	}

	private Room open(KeptRoom kept) {
		Room room = make(kept);
		leaveAll(room);
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
		Room room = new Room(name, kept, this.settings, this.memory, this.clients, this.outlet, this.delays);
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
		room.clearHistory();
		this.memory.addRooms(-1);
	}

	/**
	 * Finds the room that a member wants to enter, or makes it, and holds it open for the
	 * member.
	 * @param wanted the room's name as it was typed
	 */
	RoomChoice enter(String wanted) {
		if (!(this.names.room(wanted) instanceof Name name)) {
			return new RoomChoice.Denied(Refusals.ROOM_MALFORMED);
		}
		RoomChoice choice = enter(name, null, 0);
		while (choice == null) {
			// the log may have to read a disk: not under the lock
			long before = closes();
			choice = enter(name, kept(name), before);
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
	private synchronized @Nullable RoomChoice enter(Name name, @Nullable KeptRoom kept, long before) {
		Room room = find(name);
		if (isOneOf(this.restricted, name)) {
			return new RoomChoice.Denied(Refusals.mayNotEnter((room != null) ? room.name() : name.text()));
		}
		if (room == null) {
			if (this.settings.create() != RoomCreation.ANYONE) {
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
			.filter(Room::isSpare)
			.min(Comparator.comparing((Room room) -> !room.isIdle()).thenComparingLong(Room::idleSince))
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
	 * Returns a room that somebody needs, and holds it open.
	 * @param name as it was typed
	 */
	synchronized @Nullable Room hold(String name) {
		Room room = (this.names.room(name) instanceof Name like) ? find(like) : null;
		if (room == null || room.isIdle()) {
			return null;
		}
		room.hold();
		return room;
	}

	/**
	 * Returns the room that numbers its events under an epoch, if one may enter it, and
	 * holds it open.
	 */
	@Nullable Room holdByEpoch(String epoch) {
		Room open = holdOpen(epoch);
		String kept = (open == null) ? this.log.named(epoch) : null;
		if (kept != null && enter(kept) instanceof Room room) {
			if (room.epoch().equals(epoch)) {
				return room;
			}
			room.release();
		}
		return open;
	}

	private synchronized @Nullable Room holdOpen(String epoch) {
		for (Room room : this.rooms.values()) {
			if (room.epoch().equals(epoch) && Collections.disjoint(this.restricted, room.keys())) {
				room.hold();
				return room;
			}
		}
		return null;
	}

	/**
	 * Returns a room of which a member may know.
	 * @param name as it was typed
	 * @param from the room of the member
	 */
	@Nullable Room visible(String name, Room from) {
		Room room = (this.names.room(name) instanceof Name like) ? find(like) : null;
		boolean isShown = room != null && (room.equals(from) || (isNeeded(room) && isShown(room)));
		return isShown ? room : null;
	}

	private boolean isShown(Room room) {
		return Collections.disjoint(this.hidden, room.keys());
	}

	private boolean isNeeded(Room room) {
		return room.equals(this.first) || room.size() > 0 || !room.topic().isEmpty();
	}

	/**
	 * Returns the rooms that are not hidden, those with most members first.
	 */
	Reply.Rooms list() {
		return new Reply.Rooms(lines(this::isShown).limit(MOST_LISTED).toList());
	}

	/**
	 * Returns all rooms, those with most members first.
	 */
	List<RoomLine> all() {
		return lines((room) -> true).toList();
	}

	private Stream<RoomLine> lines(Predicate<Room> which) {
		return this.rooms.values()
			.stream()
			.filter((room) -> isNeeded(room) && which.test(room))
			.map((room) -> new RoomLine(room.name(), room.size(), room.topic()))
			.sorted(Comparator.comparingLong(RoomLine::members).reversed().thenComparing(RoomLine::name));
	}

	/**
	 * Lets a client in; it has no name yet.
	 */
	void connect(String id, String address) {
		this.first.hold();
		Client client = new Client(id, address, this.first);
		this.clients.put(id, client);
		if (!this.closed) {
			client.room.tell(client, RoomState::prompt);
		}
		else if (client.end(null, "")) {
			this.clients.remove(id);
			this.outlet.close(id, CloseReason.GOING_DOWN);
		}
	}

	/**
	 * Returns a client that is connected.
	 */
	@Nullable Client client(String id) {
		return this.clients.get(id);
	}

	/**
	 * Returns the client whose name best matches {@code name}.
	 * @param name as it was typed
	 */
	@Nullable Client named(String name) {
		String id = this.names.owner(name);
		return (id != null) ? this.clients.get(id) : null;
	}

	/**
	 * Proposes an event of a client in its room.
	 */
	void propose(Client client, RoomEvent event, long since) {
		client.proposed();
		this.log.append(client.room.name(), client.id, event, since);
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
		for (String name : this.rooms.keySet()) {
			Room room = hold(name);
			if (room != null) {
				propose(room, event);
				room.release();
			}
		}
	}

	/**
	 * Moves a member to another room. Runs on the thread that handles its lines.
	 * @param to a room that is held open for it
	 */
	void move(Client client, String name, Room to, long since) {
		client.next = to;
		propose(client, new Moved(name, to.name()), since);
		// also when it has ended: then it leaves there, so that each room sees it come
		// and go once
		if (client.awaitAppliedToTheEnd()) {
			propose(client, new Joined(name, client.address, to.name()), since);
		}
	}

	/**
	 * Lets a client without a name begin in another room.
	 * @param to a room that is held open for it; null for the first one
	 */
	void begin(Client client, @Nullable Room to) {
		if (to == null) {
			this.first.hold();
		}
		client.room.sendTo(client, (to != null) ? to : this.first);
	}

	/**
	 * Sends a reply to a client, whatever room it is in.
	 * @param reply returns the reply, or null
	 */
	void tell(Client client, Function<RoomState, @Nullable Reply> reply) {
		boolean told = false;
		while (!told) {
			told = client.room.tell(client, reply);
		}
	}

	/**
	 * Ends a client with the last line of the reason.
	 */
	void end(Client client, CloseReason reason) {
		end(client, reason, reason.lastWords());
	}

	/**
	 * Ends a client: it leaves, after the line of it that is being handled.
	 * @param reason why the server closes it, or null when the connection has ended
	 * @param lastWords the last line
	 * @return false when it has ended before
	 */
	boolean end(Client client, @Nullable CloseReason reason, String lastWords) {
		boolean ended = client.end(reason, lastWords);
		if (client.takeLeave()) {
			leave(client);
		}
		return ended;
	}

	/**
	 * Lets a client leave. Called once for each, when none of its lines is being handled.
	 */
	void leave(Client client) {
		Name name = client.name;
		if (name != null && !this.closed) {
			propose(client, new Left(name.text()), System.nanoTime());
		}
		else {
			this.clients.remove(client.id);
			client.room.close(client);
			client.room.release();
		}
	}

	private void apply(Room room, List<Entry> entries) {
		for (Entry entry : entries) {
			String client = entry.client();
			if (client != null && this.clients.containsKey(client)) {
				// before the room sends the entry: a client that receives it may claim
				// the name at once
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
	 * Says goodbye to all clients; those that come later are closed at once. Nobody
	 * receives who leaves.
	 */
	void close() {
		this.closed = true;
		this.rooms.values().forEach(Room::closeAll);
		// those that moved meanwhile
		for (Client client : this.clients.values()) {
			boolean closedNow = false;
			while (!closedNow) {
				closedNow = client.room.closeAtStop(client);
			}
		}
	}

	/**
	 * Returns the members of all rooms, in join order in each; none after
	 * {@link #close()}.
	 */
	List<Member> members() {
		List<Member> members = new ArrayList<>();
		if (!this.closed) {
			this.rooms.values().forEach((room) -> members.addAll(room.members()));
		}
		return members;
	}

	int memberCount() {
		return this.closed ? 0 : this.rooms.values().stream().mapToInt(Room::size).sum();
	}

	/**
	 * Returns how many members the largest room has.
	 */
	int largest() {
		return this.closed ? 0 : this.rooms.values().stream().mapToInt(Room::size).max().orElse(0);
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
			apply(this.room, entries);
		}

		@Override
		public void refused(String client) {
			this.room.refuse(client);
		}

	}

}
