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
 * Says things to each client in its format. What nobody hears in JSON is not rendered in
 * it. Guarded by the room's lock.
 */
final class Announcer {

	private final Outlet outlet;

	/** Clients that are spoken to in JSON. */
	private final Set<String> jsonClients = new HashSet<>();

	/** Those of them that hear what all hear. */
	private final Set<String> jsonListeners = new HashSet<>();

	/** When that came which is being answered, as {@link System#nanoTime()}. */
	private long since;

	Announcer(Outlet outlet) {
		this.outlet = outlet;
		outlet.open("lobby");
	}

	void answer(long since) {
		this.since = since;
	}

	Format formatOf(String client) {
		return this.jsonClients.contains(client) ? Format.JSON : Format.TEXT;
	}

	void tell(String client, Reply reply) {
		List<String> lines = switch (formatOf(client)) {
			case TEXT -> TextLines.of(reply);
			case JSON -> JsonLines.of(reply);
		};
		lines.forEach((line) -> this.outlet.tell(client, line));
	}

	/**
	 * Tells what happened before, to one client.
	 */
	void tellAgain(String client, List<KeptEvent> events) {
		Format format = formatOf(client);
		for (KeptEvent event : events) {
			this.outlet.tell(client, switch (format) {
				case TEXT -> TextLines.of(new Replayed(event.stamped())).getFirst();
				case JSON -> JsonLines.replayed(event.json());
			});
		}
	}

	void tellAll(KeptEvent event) {
		this.outlet.broadcast("lobby", TextLines.of(event.stamped().event()),
				this.jsonListeners.isEmpty() ? null : event.json(), this.since);
	}

	void listen(String client) {
		this.outlet.follow(client, "lobby", formatOf(client));
		if (formatOf(client) == Format.JSON) {
			this.jsonListeners.add(client);
		}
	}

	/**
	 * Speaks to a client in another format from now on.
	 * @param listening whether it hears what all hear
	 */
	void speak(String client, Format format, boolean listening) {
		forget(client);
		if (format == Format.JSON) {
			this.jsonClients.add(client);
			if (listening) {
				this.jsonListeners.add(client);
			}
		}
		this.outlet.follow(client, listening ? "lobby" : null, format);
	}

	void hangUp(String client, CloseReason reason, String lastWords) {
		tell(client, new Bye(reason, lastWords));
		this.outlet.close(client, reason);
	}

	/**
	 * Takes a client for one that is spoken to in text, or not at all.
	 */
	void forget(String client) {
		this.jsonClients.remove(client);
		this.jsonListeners.remove(client);
	}

}
