package io.chatroom.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of all nodes: who may enter which, and what is proposed in them. A room that
 * is returned is held open, and must be released. May wait for a disk or a network. Any
 * thread, without a lock.
 */
public final class Rooms {

	private final RoomMaker maker;

	private final OpenRooms open;

	private final RoomList list;

	private final RoomLog log;

	private final Names names;

	private final RoomSettings settings;

	private final Collection<String> restricted;

	Rooms(RoomLog log, Names names, RoomSettings settings, Clients clients, Outlet outlet, Delays delays) {
		this.maker = new RoomMaker(log, names, settings, clients, outlet, delays);
		this.open = new OpenRooms(this.maker, names.known(settings.first()), settings.maxRooms());
		this.list = new RoomList(this.open, log, names, settings);
		this.log = log;
		this.names = names;
		this.settings = settings;
		this.restricted = names.keys(settings.restricted());
	}

	/**
	 * Opens the rooms that have a topic, or members whose process has ended; none if
	 * other nodes use the log too. Called once, before clients connect.
	 */
	void open() {
		this.maker.open();
		if (!this.log.isShared()) {
			this.open.open(this.log.rooms(this.settings.maxRooms()).stream().map(this.names::known).toList());
		}
	}

	/**
	 * Returns which rooms and members there are.
	 */
	public RoomList list() {
		return this.list;
	}

	/**
	 * Finds the room that a member wants to enter, or makes it.
	 * @param wanted the room's name as it was typed
	 * @param rank what the member may do
	 */
	RoomChoice enter(String wanted, Rank rank) {
		Name name = this.names.wellFormed(wanted);
		if (name == null) {
			return new RoomChoice.Denied(Refusals.ROOM_MALFORMED);
		}
		if (!mayEnter(name.keys(), rank)) {
			Room closed = this.open.find(name);
			return new RoomChoice.Denied(Refusals.mayNotEnter((closed != null) ? closed.name() : name.text()));
		}
		Room room = this.open.hold(name, true);
		if (room != null) {
			return room;
		}
		return this.settings.create().allows(rank) ? this.open.holdOrOpen(name)
				: new RoomChoice.Denied(Refusals.mayNotMake(name.text()));
	}

	/**
	 * Returns whether a client may be in a room.
	 */
	boolean mayEnter(Room room, Rank rank) {
		return mayEnter(room.keys(), rank);
	}

	private boolean mayEnter(Collection<String> keys, Rank rank) {
		return rank != Rank.GUEST || Collections.disjoint(this.restricted, keys);
	}

	/**
	 * Returns a room that somebody needs on any node, or null.
	 * @param name as it was typed
	 */
	@Nullable Room hold(String name) {
		Name like = this.names.wellFormed(name);
		if (like == null) {
			return null;
		}
		Room room = this.open.hold(like, false);
		return (room == null && this.log.isShared()) ? holdKept(like) : room;
	}

	private @Nullable Room holdKept(Name like) {
		KeptRoom kept = this.maker.kept(like);
		boolean isNeeded = !kept.members().isEmpty() || !kept.topic().isEmpty();
		return (isNeeded && enter(kept.name(), Rank.OPERATOR) instanceof Room room) ? room : null;
	}

	/**
	 * Returns the room that numbers its events under an epoch, or null. The one who asks
	 * may have no name yet; whether she may enter it is seen when she has.
	 */
	@Nullable Room holdByEpoch(String epoch) {
		Room room = this.open.hold(epoch);
		String kept = (room == null) ? this.log.named(epoch) : null;
		if (kept != null && enter(kept, Rank.OPERATOR) instanceof Room opened) {
			if (opened.status().epoch().equals(epoch)) {
				return opened;
			}
			opened.release();
		}
		return room;
	}

	/**
	 * Returns a room of which a member may know, or null.
	 * @param name as it was typed
	 * @param from the room of the member
	 */
	@Nullable Room holdVisible(String name, Room from) {
		if (this.names.areAlike(name, from.name())) {
			from.hold();
			return from;
		}
		Room room = this.names.areAlike(name, this.open.first().name()) ? holdFirst() : hold(name);
		if (room != null && !this.list.isVisible(room)) {
			room.release();
			return null;
		}
		return room;
	}

	/**
	 * Returns the room in which everyone begins.
	 */
	Room holdFirst() {
		this.open.first().hold();
		return this.open.first();
	}

	/**
	 * Does something with each room that somebody needs on any node.
	 */
	private void doWithAll(Consumer<Room> action) {
		for (String name : this.list.names()) {
			Room room = hold(name);
			if (room != null) {
				action.accept(room);
				room.release();
			}
		}
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
	 * Returns the members of all rooms of all nodes, in join order in each; none after
	 * the chat has closed.
	 */
	public List<Member> allMembers() {
		List<Member> members = new ArrayList<>();
		if (!this.list.isClosed()) {
			doWithAll((room) -> members.addAll(room.members()));
		}
		return members;
	}

	/**
	 * Returns whether other nodes have the rooms too.
	 */
	boolean areShared() {
		return this.log.isShared();
	}

	/**
	 * Returns whether lines can be stored now. If not, they are refused. Takes no lock.
	 */
	public boolean isStoring() {
		return this.log.isStoring();
	}

	/**
	 * Sends nothing more that happens in the rooms.
	 */
	void silence() {
		this.open.all().forEach((room) -> room.run((locked) -> locked.changes().silence()));
	}

	/**
	 * Closes the clients of all rooms; there are no members any more.
	 */
	void closeAll() {
		this.list.close();
		this.open.all().forEach(Room::closeAll);
	}

	/**
	 * Returns how long threads waited for the locks of rooms, and held them.
	 */
	public LockTimes lockTimes() {
		return this.open.lockTimes().plus(new LockTimes(0, this.log.waitedNanos(), 0));
	}

}
