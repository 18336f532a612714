package io.chatroom.chat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are connected: how each begins, moves from room to room, and ends.
 * What happens to one is proposed to the log, and applied when the log has ordered it.
 * Any thread, without a lock.
 */
final class Clients {

	/** A member leaves when the line of it that is being handled is done. */
	private static final Duration LEAVES = Duration.ofSeconds(2);

	/** How long a stop waits for lines that were not applied yet. */
	private static final Duration LAST_LINES = Duration.ofSeconds(3);

	/** By id. A member is here until its leave is applied. */
	private final Map<String, Client> clients = new ConcurrentHashMap<>();

	private final RoomLog log;

	private final Outlet outlet;

	/** Whether the server stops. */
	private volatile boolean stopping;

	/** Whether there are events that this version cannot read. */
	private volatile boolean outdated;

	Clients(RoomLog log, Outlet outlet) {
		this.log = log;
		this.outlet = outlet;
	}

	/**
	 * Lets a client in; it has no name yet.
	 * @param first a room that is held open for it
	 */
	Client connect(String id, Origin origin, Room first) {
		Client client = new Client(id, origin, first);
		this.clients.put(id, client);
		if (!this.stopping) {
			client.room.run((locked) -> locked.clients().greet(client));
			if (this.outdated) {
				end(client, CloseReason.OUTDATED);
			}
		}
		else if (client.life.end(null, "", Left::new)) {
			forget(client);
			this.outlet.close(id, CloseReason.GOING_DOWN, null);
		}
		return client;
	}

	/**
	 * Closes clients that come from now on: this version cannot read all that is said.
	 */
	void takeNobodyNew() {
		this.outdated = true;
	}

	/**
	 * Returns a client that is connected.
	 */
	@Nullable Client client(String id) {
		return this.clients.get(id);
	}

	/**
	 * Returns all clients that are connected.
	 */
	Collection<Client> all() {
		return this.clients.values();
	}

	/**
	 * Returns those of the connected clients that match.
	 */
	List<Client> those(Predicate<Client> which) {
		return this.clients.values().stream().filter(which).toList();
	}

	/**
	 * Takes out a client that has ended. The holder of its room's lock calls it, and
	 * closes the client.
	 */
	void forget(Client client) {
		this.clients.remove(client.id);
		client.life.gone();
	}

	/**
	 * Waits until those who were ended have left, so that what follows is seen after
	 * that. One who is slow may leave later.
	 */
	static void awaitGone(List<Client> ended) {
		long end = System.nanoTime() + LEAVES.toNanos();
		ended.forEach((client) -> client.life.awaitGone(end));
	}

	/**
	 * Proposes an event of a client in its room.
	 */
	void propose(Client client, RoomEvent event, long since) {
		if (client.life.proposed()) {
			this.log.append(client.room.name(), client.id, event, since);
		}
	}

	/**
	 * Moves a member to another room. Runs on the thread that handles its lines.
	 * @param to a room that is held open for it
	 */
	void move(Client client, String name, Room to, long since) {
		client.room.run((locked) -> locked.clients().movesTo(client, to));
		propose(client, new Moved(name, to.name()), since);
		// also when it has ended: then it leaves there, so that each room sees it come
		// and go once
		if (client.life.awaitAppliedToTheEnd()) {
			propose(client, new Joined(name, client.origin.address(), to.name()), since);
		}
	}

	/**
	 * Lets a client without a name begin in another room.
	 * @param to a room that is held open for it
	 */
	void begin(Client client, Room to) {
		client.room.run((locked) -> locked.clients().sendTo(client, to));
	}

	/**
	 * Sends a reply to a client, whatever room it is in.
	 * @param reply returns the reply, or null
	 */
	void tell(Client client, Function<RoomState, @Nullable Reply> reply) {
		inItsRoom(client, (locked) -> locked.clients().tell(client, reply));
	}

	/**
	 * Does something under the lock of the room that a client is in.
	 * @param action returns false when the client has moved before the lock was taken
	 */
	private static void inItsRoom(Client client, Predicate<Room.Inside> action) {
		boolean done = false;
		while (!done) {
			done = client.room.call(action::test);
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
		return end(client, reason, lastWords, Left::new);
	}

	/**
	 * Ends a client for an operator. If it is a member, its room sees that it was
	 * removed.
	 * @param by the operator's name
	 * @param why why, or empty
	 */
	void remove(Client client, CloseReason reason, String lastWords, String by, String why) {
		end(client, reason, lastWords, (name) -> new Removed(name, by, why));
	}

	private boolean end(Client client, @Nullable CloseReason reason, String lastWords,
			Function<String, RoomEvent> leave) {
		boolean ended = client.life.end(reason, lastWords, leave);
		if (client.life.takeLeave()) {
			leave(client);
		}
		return ended;
	}

	/**
	 * Lets a client leave. Called once for each, when none of its lines is being handled.
	 */
	void leave(Client client) {
		Name name = client.name;
		ClientLife.Ending ending = client.life.ending();
		if (name != null && ending != null && !this.stopping) {
			propose(client, ending.leave().apply(name.text()), System.nanoTime());
		}
		else {
			inItsRoom(client, (locked) -> locked.clients().drop(client));
		}
	}

	/**
	 * Sends all clients away without a leave: other nodes have let them leave, or will.
	 * Nothing is proposed for them when this returns.
	 */
	void drop(CloseReason reason) {
		List<Client> dropped = List.copyOf(this.clients.values());
		for (Client client : dropped) {
			client.life.drop(reason);
			inItsRoom(client, (locked) -> locked.clients().drop(client));
		}
		long end = System.nanoTime() + LEAVES.toNanos();
		dropped.forEach((client) -> client.life.awaitQuiet(end));
	}

	/**
	 * Handles no more lines, and waits until those that were sent before are applied.
	 */
	void freeze() {
		this.clients.values().forEach((client) -> client.life.freeze());
		long end = System.nanoTime() + LAST_LINES.toNanos();
		this.clients.values().forEach((client) -> client.life.awaitQuiet(end));
	}

	/**
	 * Closes those that come from now on, and proposes no more leaves.
	 */
	void beginStop() {
		this.stopping = true;
	}

	/**
	 * Says goodbye to all that are still here. Nobody of them receives who leaves.
	 */
	void closeAll() {
		for (Client client : this.clients.values()) {
			inItsRoom(client, (locked) -> locked.clients().closeAtStop(client));
		}
	}

}
