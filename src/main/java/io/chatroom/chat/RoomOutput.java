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
import org.jspecify.annotations.Nullable;

/**
 * Sends what a room has to say, to each client in its format. Guarded by the room's lock.
 */
final class RoomOutput {

	private final String room;

	private final Outlet outlet;

	/** Members that receive in JSON what is broadcast. */
	private final Set<Client> jsonFollowers = new HashSet<>();

	/** Members with a filter: they follow nothing, and are sent each line alone. */
	private final Set<Client> filtering = new HashSet<>();

	RoomOutput(String room, Outlet outlet) {
		this.room = room;
		this.outlet = outlet;
	}

	/**
	 * Sends an entry to all members, in JSON only to those that want JSON.
	 * @param asText whether it is sent as text, too
	 */
	void broadcast(Entry entry, boolean asText) {
		String text = asText ? TextLines.of(entry.event()) : null;
		this.outlet.broadcast(this.room, text, this.jsonFollowers.isEmpty() ? null : entry.json(), entry.since());
		for (Client client : this.filtering) {
			if (client.filter.passes(entry, client.id)) {
				sendAlone(client, text, entry);
			}
		}
	}

	private void sendAlone(Client client, @Nullable String text, Entry entry) {
		if (client.format == Format.JSON) {
			this.outlet.tell(client.id, entry.json());
		}
		else if (text != null) {
			this.outlet.tell(client.id, text);
		}
	}

	/**
	 * Sends a digest of joins and leaves, which JSON does not have.
	 */
	void broadcastDigest(String line) {
		this.outlet.broadcast(this.room, line, null, System.nanoTime());
		for (Client client : this.filtering) {
			if (client.format == Format.TEXT && !client.filter.quiet()) {
				this.outlet.tell(client.id, line);
			}
		}
	}

	/**
	 * Applies the format and the filter of a client.
	 * @param member whether the client is in the room
	 */
	void follow(Client client, boolean member) {
		this.jsonFollowers.remove(client);
		this.filtering.remove(client);
		boolean follows = member && client.filter.isEmpty();
		this.outlet.follow(client.id, follows ? this.room : null, client.format);
		if (member && !follows) {
			this.filtering.add(client);
		}
		else if (follows && client.format == Format.JSON) {
			this.jsonFollowers.add(client);
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
		this.filtering.remove(client);
		if (client.ending() instanceof Client.Ending(CloseReason reason, String lastWords) && reason != null) {
			send(client, new Bye(reason, lastWords));
			this.outlet.close(client.id, reason);
		}
	}

}
