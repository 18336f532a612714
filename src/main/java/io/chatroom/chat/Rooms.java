package io.chatroom.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Left;
import org.jspecify.annotations.Nullable;

/**
 * All rooms, and the clients that are connected. What happens in a room is proposed here
 * to the log, and applied when the log has ordered it. Any thread, without a lock.
 */
final class Rooms {

	/** The room in which all clients begin. */
	private static final String FIRST = "lobby";

	private final Map<String, Room> rooms = new ConcurrentHashMap<>();

	/** By id. A member is here until its leave is applied. */
	private final Map<String, Client> clients = new ConcurrentHashMap<>();

	private final RoomLog log;

	private final Names names;

	private final Outlet outlet;

	private final Room first;

	private volatile boolean closed;

	Rooms(RoomLog log, Names names, RoomSettings settings, Outlet outlet) {
		this.log = log;
		this.names = names;
		this.outlet = outlet;
		this.first = open(FIRST, settings);
	}

	private Room open(String name, RoomSettings settings) {
		Room room = new Room(name, new RoomState(this.log.epoch(name), settings), this.clients, this.outlet);
		this.rooms.put(name, room);
		this.outlet.open(name);
		this.log.open(name, (entries) -> apply(room, entries));
		return room;
	}

	/**
	 * Lets a client in; it has no name yet.
	 */
	void connect(String id, String address) {
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

	void propose(Client client, RoomEvent event, long since) {
		client.proposed();
		this.log.append(client.room.name(), client.id, event, since);
	}

	void announce(String text) {
		this.rooms.keySet().forEach((room) -> this.log.append(room, null, new Announced(text), System.nanoTime()));
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
	 * Says goodbye to all clients; those that come later are closed at once. Nobody
	 * receives who leaves.
	 */
	void close() {
		this.closed = true;
		this.rooms.values().forEach(Room::closeAll);
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

	LockTimes lockTimes() {
		return this.rooms.values()
			.stream()
			.map(Room::lockTimes)
			.reduce(new LockTimes(0, this.log.waitedNanos(), 0), LockTimes::plus);
	}

}
