package io.chatroom.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;

/**
 * Applies to a room what its log has ordered: changes the state, and sends each entry to
 * those that receive it. Guarded by the room's lock.
 */
final class RoomChanges {

	private final Room room;

	private final RoomClients clients;

	private final RoomState state;

	private final RoomStatus status;

	private final RoomOutput output;

	private final RoomReplay replay;

	/** How many of the last lines one receives who moves here. */
	private final int linesForMovers;

	/** Whether nothing more is sent that happens here: the server stops. */
	private boolean silent;

	RoomChanges(Room room, RoomClients clients, RoomState state, RoomStatus status, RoomOutput output,
			RoomReplay replay, int linesForMovers) {
		this.room = room;
		this.clients = clients;
		this.state = state;
		this.status = status;
		this.output = output;
		this.replay = replay;
		this.linesForMovers = linesForMovers;
	}

	/**
	 * Applies the next entries of the log.
	 */
	void apply(List<Entry> entries) {
		for (Entry entry : entries) {
			String id = entry.client();
			Client client = (id != null) ? this.clients.client(id) : null;
			if (this.silent) {
				change(entry);
			}
			else if (client != null) {
				apply(entry, client);
			}
			else {
				changeAndBroadcast(entry);
			}
		}
		this.output.flush();
	}

	/**
	 * Changes the state. What any thread may read of it is set before anybody is told.
	 * @return the entry as members may see it
	 */
	private Entry change(Entry entry) {
		Entry seen = this.state.apply(entry);
		this.status.update(this.state);
		return seen;
	}

	private Entry changeAndBroadcast(Entry entry) {
		Entry seen = change(entry);
		this.output.broadcast(seen, this.state.size());
		return seen;
	}

	/**
	 * Applies an entry that is about a client of this server. It sees neither its own
	 * join nor its own leave line.
	 */
	private void apply(Entry entry, Client client) {
		try {
			switch (entry.event()) {
				case Joined joined when joined.room() != null -> enter(entry, joined, client);
				case Joined joined -> join(entry, joined, client);
				case Moved _ -> {
					this.output.follow(client, false);
					changeAndBroadcast(entry);
					if (client.next != null) {
						client.room = client.next;
					}
					this.room.release();
				}
				case Left _, Removed _ -> leave(entry, client);
				case Renamed renamed -> {
					client.shownName = renamed.to();
					changeAndBroadcast(entry);
				}
				default -> {
					Entry seen = changeAndBroadcast(entry);
					if (client.isProgram()) {
						// it does not follow the room in which it speaks
						this.output.tell(client, seen);
					}
				}
			}
		}
		finally {
			client.life.applied();
		}
	}

	private void join(Entry entry, Joined joined, Client client) {
		client.followsAfter = this.state.history().last();
		boolean missesNothing = this.replay.resume(client);
		Entry seen = change(entry);
		client.shownName = joined.name();
		client.welcome = this.state.welcome(joined.name());
		if (missesNothing) {
			this.replay.welcome(client);
		}
		this.output.broadcast(seen, this.state.size());
		if (missesNothing) {
			this.output.follow(client, true);
		}
	}

	/**
	 * Lets a member of another room enter.
	 */
	private void enter(Entry entry, Joined joined, Client client) {
		client.followsAfter = this.state.history().last();
		List<Entry> before = this.replay.spoken(client, this.linesForMovers);
		Entry seen = change(entry);
		client.shownName = joined.name();
		this.output.send(client, this.state.entered());
		this.output.replay(client, before);
		this.output.broadcast(seen, this.state.size());
		this.output.follow(client, true);
	}

	private void leave(Entry entry, Client client) {
		if (client.life.ending() == null) {
			// other nodes have let it leave, and this one does not know yet
			client.life.drop(CloseReason.AWAY_TOO_LONG);
		}
		this.clients.remove(client);
		changeAndBroadcast(entry);
	}

	/**
	 * Refuses a line that the log could not store.
	 * @param id the id of the client that sent it
	 */
	void refuse(String id) {
		Client client = this.clients.client(id);
		if (client != null) {
			this.output.send(client, Refusals.CANNOT_STORE);
			client.life.applied();
		}
	}

	/**
	 * Sends nothing more that happens here.
	 */
	void silence() {
		this.silent = true;
	}

	/**
	 * Begins anew with what the log has kept. All who are here are told from where it is
	 * not what they know, and are sent what others have written there since.
	 * @param here the clients of this server that are here
	 * @return the names of those that are members, by client
	 */
	Map<String, String> renew(KeptRoom kept, List<Client> here) {
		long same = this.state.renew(kept);
		this.status.renew(this.state);
		Renewed renewed = new Renewed(this.room.name(), kept.epoch(), same);
		Map<String, String> members = new HashMap<>();
		for (Client client : here) {
			client.followsAfter = Math.min(client.followsAfter, same);
			this.output.send(client, renewed);
			String shown = client.shownName;
			if (shown != null) {
				members.put(client.id, shown);
			}
		}
		this.state.history()
			.between(same, Long.MAX_VALUE, (entry) -> true)
			.forEach((entry) -> this.output.broadcast(entry, true));
		this.output.flush();
		return members;
	}

}
