package io.chatroom.chat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomLine;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a room has to say, to each client in its format. Guarded by the room's lock.
 */
final class RoomOutput {

	/** Bounds the memory that lines take which are sent together. */
	private static final int MOST_LINES_AT_ONCE = 64;

	private static final Filter QUIET = Filter.NONE.with(true);

	private final String room;

	/** What quiet members follow: no member can give a room a name with a blank. */
	private final String quietRoom;

	private final Outlet outlet;

	/** Lines for all, and for the quiet ones, that are not sent yet. */
	private final List<RoomLine> lines = new ArrayList<>();

	private final List<RoomLine> quietLines = new ArrayList<>();

	/** Members that follow the room, in JSON. */
	private final Set<Client> jsonFollowers = new HashSet<>();

	/** Members that follow the quiet room. While there are none, it is closed. */
	private final Set<Client> quiet = new HashSet<>();

	/**
	 * Members that ignore somebody: they follow nothing, and are sent each line alone.
	 */
	private final Set<Client> ignoring = new HashSet<>();

	private final Digest digest;

	RoomOutput(String room, Outlet outlet, Digest digest) {
		this.room = room;
		this.quietRoom = room + " quiet";
		this.outlet = outlet;
		this.digest = digest;
	}

	/**
	 * Sends an entry to all members, unless a digest is sent as text in its place.
	 * @param here how many members there are
	 */
	void broadcast(Entry entry, int here) {
		boolean counted = this.digest.counts(entry.event(), here);
		if (counted && !this.digest.waits(here)) {
			broadcastDigest(here);
		}
		broadcast(entry, !counted);
	}

	/**
	 * Sends an entry to all members, in JSON only to those that want JSON. It is sent at
	 * the latest with {@link #flush}: lines that go out together cost less.
	 * @param asText whether it is sent as text, too
	 */
	void broadcast(Entry entry, boolean asText) {
		String text = asText ? TextLines.of(entry.event()) : null;
		add(this.lines, new RoomLine(text, this.jsonFollowers.isEmpty() ? null : entry.json(), entry.since()));
		if (!this.quiet.isEmpty()) {
			broadcastQuietly(entry, text);
		}
		for (Client client : this.ignoring) {
			if (client.filter.passes(entry, client.id)) {
				sendAlone(client, text, entry);
			}
		}
	}

	private void broadcastQuietly(Entry entry, @Nullable String text) {
		if (QUIET.passes(entry, "")) {
			boolean inJson = this.quiet.stream().anyMatch((client) -> client.format == Format.JSON);
			add(this.quietLines, new RoomLine(text, inJson ? entry.json() : null, entry.since()));
		}
		else if (entry.event() instanceof Renamed) {
			// the answer to her own #nick
			for (Client client : this.quiet) {
				if (client.filter.passes(entry, client.id)) {
					sendAlone(client, text, entry);
				}
			}
		}
	}

	private void add(List<RoomLine> to, RoomLine line) {
		to.add(line);
		if (to.size() == MOST_LINES_AT_ONCE) {
			flush();
		}
	}

	/**
	 * Sends all that is not sent yet.
	 */
	void flush() {
		flush(this.room, this.lines);
		flush(this.quietRoom, this.quietLines);
	}

	private void flush(String to, List<RoomLine> waiting) {
		if (!waiting.isEmpty()) {
			this.outlet.broadcast(to, List.copyOf(waiting));
			waiting.clear();
		}
	}

	/**
	 * Sends a line to one client, after those that it may have followed before.
	 */
	private void tell(Client client, String line) {
		flush();
		this.outlet.tell(client.id, line);
	}

	private void sendAlone(Client client, @Nullable String text, Entry entry) {
		if (client.format == Format.JSON) {
			tell(client, entry.json());
		}
		else if (text != null) {
			tell(client, text);
		}
	}

	/**
	 * Sends what the digest has counted, which JSON does not have.
	 * @param here how many members there are
	 */
	void broadcastDigest(int here) {
		String line = this.digest.take(here);
		if (line == null) {
			return;
		}
		flush();
		this.outlet.broadcast(this.room, List.of(new RoomLine(line, null, System.nanoTime())));
		for (Client client : this.ignoring) {
			if (client.format == Format.TEXT && !client.filter.quiet()) {
				tell(client, line);
			}
		}
	}

	/**
	 * Applies the format and the filter of a client.
	 * @param member whether the client is in the room
	 */
	void follow(Client client, boolean member) {
		flush();
		boolean alone = member && !client.filter.hearsAll();
		boolean quietly = member && !alone && client.filter.quiet();
		if (quietly && this.quiet.isEmpty()) {
			this.outlet.openRoom(this.quietRoom);
		}
		this.outlet.follow(client.id, (!member || alone) ? null : quietly ? this.quietRoom : this.room, client.format);
		forget(client, quietly);
		if (alone) {
			this.ignoring.add(client);
		}
		else if (quietly) {
			this.quiet.add(client);
		}
		else if (member && client.format == Format.JSON) {
			this.jsonFollowers.add(client);
		}
	}

	/**
	 * Takes a client out.
	 * @param staysQuiet whether it is put back among the quiet ones
	 */
	private void forget(Client client, boolean staysQuiet) {
		this.jsonFollowers.remove(client);
		this.ignoring.remove(client);
		if (this.quiet.remove(client) && this.quiet.isEmpty() && !staysQuiet) {
			this.outlet.closeRoom(this.quietRoom);
		}
	}

	void send(Client client, Reply reply) {
		List<String> lines = (client.format == Format.JSON) ? JsonLines.of(reply) : TextLines.of(reply);
		lines.forEach((line) -> tell(client, line));
	}

	/**
	 * Sends an entry to one client that does not follow the room.
	 */
	void tell(Client client, Entry entry) {
		sendAlone(client, TextLines.of(entry.event()), entry);
	}

	/**
	 * Sends entries again, marked as such.
	 */
	void replay(Client client, List<Entry> entries) {
		for (Entry entry : entries) {
			tell(client, (client.format == Format.JSON) ? JsonLines.replayed(entry.json())
					: TextLines.of(new Replayed(entry.stamped())).getFirst());
		}
	}

	/**
	 * Sends a client that has ended its last line, and closes it.
	 */
	void end(Client client) {
		flush();
		if (this.quiet.contains(client)) {
			// before its room closes
			this.outlet.follow(client.id, null, client.format);
		}
		forget(client, false);
		if (client
			.ending() instanceof Client.Ending(CloseReason reason, String lastWords, Function<String, RoomEvent> leave)
				&& reason != null) {
			send(client, new Bye(reason, lastWords));
			this.outlet.close(client.id, reason);
		}
	}

}
