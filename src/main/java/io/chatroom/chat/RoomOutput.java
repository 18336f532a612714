package io.chatroom.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.TextLines;

/**
 * Sends what a room has to say, to each client in its format. Guarded by the room's lock.
 */
final class RoomOutput {

	private final String room;

	private final Outlet outlet;

	/** Members that receive in JSON what is broadcast. */
	private final Set<Client> jsonFollowers = new HashSet<>();

	RoomOutput(String room, Outlet outlet) {
		this.room = room;
		this.outlet = outlet;
	}

	/**
	 * Sends an entry to all that follow the room.
	 */
	void broadcast(Entry entry) {
		this.outlet.broadcast(this.room, TextLines.of(entry.event()),
				this.jsonFollowers.isEmpty() ? null : entry.json(), entry.since());
	}

	/**
	 * Applies the format of a client.
	 * @param member whether the client follows the room
	 */
	void follow(Client client, boolean member) {
		this.outlet.follow(client.id, member ? this.room : null, client.format);
		if (member && client.format == Format.JSON) {
			this.jsonFollowers.add(client);
		}
		else {
			this.jsonFollowers.remove(client);
		}
	}

	void send(Client client, Reply reply) {
		List<String> lines = (client.format == Format.JSON) ? JsonLines.of(reply) : TextLines.of(reply);
		lines.forEach((line) -> this.outlet.tell(client.id, line));
	}

	/**
	 * Sends entries again, marked as such.
	 */
	void replay(Client client, List<Entry> entries) {
		for (Entry entry : entries) {
			this.outlet.tell(client.id, (client.format == Format.JSON) ? JsonLines.replayed(entry.json())
					: TextLines.of(new Replayed(entry.stamped())).getFirst());
		}
	}

	/**
	 * Sends a client that has ended its last line, and closes it.
	 */
	void end(Client client) {
		this.jsonFollowers.remove(client);
		if (client.ending() instanceof Client.Ending(CloseReason reason, String lastWords) && reason != null) {
			send(client, new Bye(reason, lastWords));
			this.outlet.close(client.id, reason);
		}
	}

}
