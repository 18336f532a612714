package io.chatroom.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.chatroom.chat.Reply.Bye;
import io.chatroom.protocol.Format;

/**
 * Says things to each client in its format. What nobody hears in JSON is not rendered in
 * it. Guarded by the room's lock.
 */
final class Announcer {

	private final Phrases phrases;

	private final JsonEvents json;

	private final Outlet outlet;

	/** Clients that are spoken to in JSON. */
	private final Set<String> jsonClients = new HashSet<>();

	/** Those of them that hear what all hear. */
	private final Set<String> jsonListeners = new HashSet<>();

	/** When that came which is being answered, as {@link System#nanoTime()}. */
	private long since;

	Announcer(Phrases phrases, Outlet outlet) {
		this.phrases = phrases;
		this.json = new JsonEvents(phrases);
		this.outlet = outlet;
	}

	void answer(long since) {
		this.since = since;
	}

	Format formatOf(String client) {
		return this.jsonClients.contains(client) ? Format.JSON : Format.TEXT;
	}

	void tell(String client, Reply reply) {
		switch (formatOf(client)) {
			case TEXT -> this.phrases.of(reply).forEach((line) -> this.outlet.tell(client, line));
			case JSON -> this.json.of(reply).forEach((line) -> this.outlet.tell(client, line));
		}
	}

	/**
	 * Tells what happened before, to one client.
	 */
	void tellAgain(String client, List<Stamped> events) {
		Format format = formatOf(client);
		for (Stamped event : events) {
			this.outlet.tell(client, switch (format) {
				case TEXT -> this.phrases.again(event);
				case JSON -> this.json.again(event);
			});
		}
	}

	void tellAll(Stamped event) {
		this.outlet.tellAll(this.phrases.of(event.event()), this.jsonListeners.isEmpty() ? null : this.json.of(event),
				this.since);
	}

	void listen(String client) {
		this.outlet.listen(client);
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
		this.outlet.speak(client, format);
	}

	void hangUp(String client, Bye lastWords) {
		tell(client, lastWords);
		this.outlet.hangUp(client, lastWords.reason());
	}

	/**
	 * Takes a client for one that is spoken to in text, or not at all.
	 */
	void forget(String client) {
		this.jsonClients.remove(client);
		this.jsonListeners.remove(client);
	}

}
