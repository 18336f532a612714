package io.chatroom.chat;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Renamed;

/**
 * Lets a client appear under a name that it has claimed, unless the name is banned. Runs
 * on the thread that handles a client's lines, and holds no lock.
 */
final class Naming {

	private static final int MAX_REFUSALS = 10;

	private final Clients clients;

	private final Rooms rooms;

	private final Enforcement enforcement;

	private final RoomObserver observer;

	Naming(Clients clients, Rooms rooms, Enforcement enforcement, RoomObserver observer) {
		this.clients = clients;
		this.rooms = rooms;
		this.enforcement = enforcement;
		this.observer = observer;
	}

	/**
	 * Proposes the join or the new name of a client that has claimed a name.
	 * @return false if the name was banned meanwhile; then the client is ended
	 */
	boolean appear(Client client, Name name, long since) {
		// after the claim: an operator who bans now finds the client by its name
		if (this.enforcement.endIfBanned(client, name)) {
			return false;
		}
		Name before = client.name;
		client.name = name;
		this.enforcement.muteIfSanctioned(client, name);
		if (before == null) {
			leaveRestrictedRoom(client);
			this.clients.propose(client, new Joined(name.text(), client.origin.address()), since);
		}
		else {
			this.clients.propose(client, new Renamed(before.text(), name.text()), since);
		}
		if (before == null || !before.text().equals(name.text())) {
			this.observer.named(client.id, client.origin.address(), name.text());
		}
		return true;
	}

	/**
	 * Lets a client begin in the first room that wants to resume in a room for accounts,
	 * and has none.
	 */
	private void leaveRestrictedRoom(Client client) {
		if (!this.rooms.mayEnter(client.room, client.rank())) {
			client.room.tell(client, Refusals.mayNotEnter(client.room.name()));
			client.resume = null;
			this.clients.begin(client, this.rooms.holdFirst());
		}
	}

	/**
	 * Refuses a name.
	 */
	void refuse(Client client, NameCheck.Refused refused) {
		this.observer.refused(refused.reason());
		client.room.tell(client, Refusals.name(refused.reason()));
		countRefusal(client);
	}

	/**
	 * Ends a client without a name after too many refusals.
	 */
	void countRefusal(Client client) {
		if (client.name == null && ++client.refusals == MAX_REFUSALS) {
			this.clients.end(client, CloseReason.TOO_MANY_TRIES);
		}
	}

}
