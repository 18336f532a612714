package io.chatroom.chat;

import java.util.ArrayList;
import java.util.List;

import io.chatroom.protocol.BroadcastLine;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.Replayed;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Bye;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a room has to say, to each client in its format. Guarded by the room's lock.
 */
final class RoomOutput {

	/** Bounds the memory that lines take which are sent together. */
	private static final int MOST_LINES_AT_ONCE = 64;

	private static final Filter QUIET = Filter.NONE.with(true);

	private final Outlet outlet;

	private final RoomFollowers followers;

	private final Digest digest;

	/** Lines for all, and for the quiet ones, that are not sent yet. */
	private final List<BroadcastLine> lines = new ArrayList<>();

	private final List<BroadcastLine> quietLines = new ArrayList<>();

	RoomOutput(String room, Outlet outlet, Digest digest) {
		this.outlet = outlet;
		this.followers = new RoomFollowers(room, outlet);
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
		add(this.lines, new BroadcastLine(text, this.followers.needsJson() ? entry.json() : null, entry.since()));
		if (!this.followers.quiet().isEmpty()) {
			broadcastQuietly(entry, text);
		}
		for (Client client : this.followers.ignoring()) {
			if (client.filter.passes(entry, client.id)) {
				sendAlone(client, text, entry);
			}
		}
	}

	private void broadcastQuietly(Entry entry, @Nullable String text) {
		if (QUIET.passes(entry, "")) {
			boolean inJson = this.followers.quiet().stream().anyMatch((client) -> client.format == Format.JSON);
			add(this.quietLines, new BroadcastLine(text, inJson ? entry.json() : null, entry.since()));
		}
		else if (entry.event() instanceof Renamed) {
			// the answer to her own #nick
			for (Client client : this.followers.quiet()) {
				if (client.filter.passes(entry, client.id)) {
					sendAlone(client, text, entry);
				}
			}
		}
	}

	private void add(List<BroadcastLine> to, BroadcastLine line) {
		to.add(line);
		if (to.size() == MOST_LINES_AT_ONCE) {
			flush();
		}
	}

	/**
	 * Sends all that is not sent yet.
	 */
	void flush() {
		flush(this.followers.room(), this.lines);
		flush(this.followers.quietRoom(), this.quietLines);
	}

	private void flush(String to, List<BroadcastLine> waiting) {
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
		this.outlet.broadcast(this.followers.room(), List.of(new BroadcastLine(line, null, System.nanoTime())));
		for (Client client : this.followers.ignoring()) {
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
		this.followers.follow(client, member);
	}

	void send(Client client, Reply reply) {
		render(client, reply).forEach((line) -> tell(client, line));
	}

	private static List<String> render(Client client, Reply reply) {
		return (client.format == Format.JSON) ? JsonLines.of(reply) : TextLines.of(reply);
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
		this.followers.end(client);
		ClientLife.Ending ending = client.life.ending();
		CloseReason reason = (ending != null) ? ending.reason() : null;
		if (ending != null && reason != null) {
			this.outlet.close(client.id, reason, render(client, new Bye(reason, ending.lastWords())).getFirst());
		}
	}

}
