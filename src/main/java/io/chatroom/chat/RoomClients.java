package io.chatroom.chat;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The clients of this server that are in a room: what each is answered, what it wants to
 * receive, and how it is closed. Guarded by the room's lock.
 */
final class RoomClients {

	private final Room room;

	/** The clients of this server in all rooms. */
	private final Clients clients;

	private final RoomState state;

	private final RoomOutput output;

	RoomClients(Room room, Clients clients, RoomState state, RoomOutput output) {
		this.room = room;
		this.clients = clients;
		this.state = state;
		this.output = output;
	}

	/**
	 * Returns a client that is connected to this server, in any room.
	 */
	@Nullable Client client(String id) {
		return this.clients.client(id);
	}

	/**
	 * Returns those who are here, with or without a name.
	 */
	List<Client> here() {
		return this.clients.those(this::isHere);
	}

	/**
	 * Returns whether a client is in this room: it may have moved before the lock was
	 * taken.
	 */
	private boolean isHere(Client client) {
		return client.room.equals(this.room);
	}

	/**
	 * Sends a reply that depends on the room's state to one client.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean tell(Client client, Function<RoomState, @Nullable Reply> reply) {
		boolean here = isHere(client);
		Reply said = here ? reply.apply(this.state) : null;
		if (said != null) {
			this.output.send(client, said);
		}
		return here;
	}

	/**
	 * Asks a new client for a name, in text. A program is only told in JSON what it asks
	 * for.
	 */
	void greet(Client client) {
		if (client.isProgram()) {
			client.format = Format.JSON;
			this.output.follow(client, false);
		}
		else {
			this.output.send(client, this.state.prompt());
		}
	}

	/**
	 * Lets a program receive what happens from now on.
	 */
	void follow(Client program) {
		this.output.send(program, this.state.prompt());
		this.output.follow(program, true);
	}

	/**
	 * Changes the format of a client, and sends its prompt or welcome in the new format.
	 */
	void format(Client client, Format format) {
		Member member = this.state.member(client.id);
		client.format = format;
		client.followsAfter = this.state.history().last();
		this.output.follow(client, member != null);
		this.output.send(client, (member != null) ? this.state.welcome(member.name()) : this.state.prompt());
	}

	/**
	 * Changes what a member does not want to receive, and tells it so.
	 * @param change returns the new filter
	 * @param reply returns what the member is told, given that filter
	 */
	void filter(Client client, UnaryOperator<Filter> change, Function<Filter, Reply> reply) {
		client.filter = change.apply(client.filter);
		this.output.follow(client, this.state.member(client.id) != null);
		this.output.send(client, reply.apply(client.filter));
	}

	/**
	 * Lets a client without a name begin in another room, which is held for it.
	 */
	void sendTo(Client client, Room other) {
		if (isConnected(client, other)) {
			client.room = other;
			this.room.release();
		}
	}

	/**
	 * Notes to which room a member moves, which is held for it.
	 */
	void movesTo(Client client, Room other) {
		if (isConnected(client, other)) {
			client.next = other;
		}
	}

	/**
	 * Returns whether a client was not dropped while a room was opened for it; else lets
	 * go of that room.
	 */
	private boolean isConnected(Client client, Room held) {
		boolean connected = client(client.id) != null;
		if (!connected) {
			held.release();
		}
		return connected;
	}

	/**
	 * Returns whether a member made the room: by connection while that is open, then by
	 * name.
	 */
	boolean isMaker(Client client, String member) {
		String maker = this.state.makerClient();
		return (client(maker) != null) ? maker.equals(client.id) : this.state.isMaker(member);
	}

	/**
	 * Takes out and closes a client that was dropped.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean drop(Client client) {
		boolean here = isHere(client);
		if (here && client(client.id) != null) {
			remove(client);
		}
		return here;
	}

	/**
	 * Takes out and closes a client that has ended, and lets go of the rooms that were
	 * held for it.
	 */
	void remove(Client client) {
		client.shownName = null;
		this.output.end(client);
		this.room.release();
		if (client.next != null && !client.next.equals(this.room)) {
			client.next.release();
		}
		this.clients.forget(client);
	}

	/**
	 * Closes a client at a stop.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean closeAtStop(Client client) {
		boolean here = isHere(client);
		if (here && client.life.endAtStop(CloseReason.GOING_DOWN)) {
			remove(client);
		}
		return here;
	}

}
