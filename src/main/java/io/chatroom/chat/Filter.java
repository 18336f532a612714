package io.chatroom.chat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * What a member does not want to receive. Somebody who is ignored stays so under another
 * name while connected, and after a reconnect under the same name.
 *
 * @param quiet whether joins, leaves, moves and renames are left out
 * @param ignored who is ignored, in the order of the requests, by name in small letters
 */
record Filter(boolean quiet, Map<String, Ignored> ignored) {

	/** Lets everything pass. */
	static final Filter NONE = new Filter(false, Map.of());

	Filter with(boolean nowQuiet) {
		return new Filter(nowQuiet, this.ignored);
	}

	/**
	 * Returns this filter with one more who is ignored.
	 * @param name the name
	 * @param client the client that has the name now, or null
	 */
	Filter ignoring(String name, @Nullable String client) {
		Map<String, Ignored> more = new LinkedHashMap<>(this.ignored);
		more.put(key(name), new Ignored(name, key(name), client));
		return new Filter(this.quiet, more);
	}

	/**
	 * Returns this filter without one who was ignored.
	 * @param name the name, as it was or as it is
	 * @param client the client that has the name now, or null
	 */
	Filter hearing(String name, @Nullable String client) {
		Map<String, Ignored> fewer = new LinkedHashMap<>(this.ignored);
		fewer.values().removeIf((one) -> one.is(key(name), client));
		return new Filter(this.quiet, fewer);
	}

	Collection<String> names() {
		return this.ignored.values().stream().map(Ignored::name).toList();
	}

	/**
	 * Returns whether nobody is ignored.
	 */
	boolean hearsAll() {
		return this.ignored.isEmpty();
	}

	/**
	 * Returns whether somebody is ignored by that name.
	 */
	boolean ignores(String name) {
		return this.ignored.containsKey(key(name));
	}

	/**
	 * Returns whether a client receives an entry.
	 * @param client the client's id
	 */
	boolean passes(Entry entry, String client) {
		return switch (entry.event()) {
			case Joined joined -> !this.quiet;
			case Left left -> !this.quiet;
			case Removed removed -> true;
			case Moved moved -> !this.quiet;
			// it is the answer to her own #nick
			case Renamed renamed -> !this.quiet || client.equals(entry.client());
			case Said said -> client.equals(entry.client()) || passes(said.from(), entry.client());
			case Emoted emoted -> client.equals(entry.client()) || passes(emoted.from(), entry.client());
			case TopicSet topic -> true;
			case Announced announced -> true;
		};
	}

	/**
	 * Returns whether what somebody says is received.
	 * @param from the name
	 * @param client the client's id, or null
	 */
	boolean passes(String from, @Nullable String client) {
		if (this.ignored.isEmpty()) {
			return true;
		}
		String key = key(from);
		return this.ignored.values().stream().noneMatch((one) -> one.is(key, client));
	}

	private static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * One who is ignored.
	 *
	 * @param name the name
	 * @param key the name in small letters
	 * @param client the client that had it when the request came, or null
	 */
	record Ignored(String name, String key, @Nullable String client) {

		boolean is(String other, @Nullable String otherClient) {
			return this.key.equals(other) || (this.client != null && this.client.equals(otherClient));
		}

	}

}
