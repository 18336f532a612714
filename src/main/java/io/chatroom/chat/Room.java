package io.chatroom.chat;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the room, in the order in which they came. Nothing but {@link RoomEvent}s
 * changes it. Guarded by the lock of {@link ChatRoomService}.
 */
final class Room {

	private final NamePolicy namePolicy;

	private final Map<String, Name> members = new LinkedHashMap<>();

	private final Map<String, String> clientsByKey = new HashMap<>();

	Room(NamePolicy namePolicy) {
		this.namePolicy = namePolicy;
	}

	/**
	 * Applies an event.
	 * @param client the client that it is about, empty if it is about none
	 */
	void apply(String client, RoomEvent event) {
		switch (event) {
			case Joined joined -> put(client, joined.name());
			case Renamed renamed -> {
				free(this.members.get(client));
				put(client, renamed.to());
			}
			case Left left -> free(this.members.remove(client));
			case Said said -> {
				// changes nobody
			}
			case Emoted emoted -> {
				// changes nobody
			}
			case Announced announced -> {
				// changes nobody
			}
		}
	}

	private void free(@Nullable Name name) {
		if (name != null) {
			this.clientsByKey.keySet().removeAll(name.keys());
		}
	}

	private void put(String client, String text) {
		Name name = this.namePolicy.name(text);
		// an entry that is there already keeps its place
		this.members.put(client, name);
		name.keys().forEach((key) -> this.clientsByKey.put(key, client));
	}

	@Nullable Name nameOf(String client) {
		return this.members.get(client);
	}

	/**
	 * Returns the clients whose names read like this one, the likeliest first.
	 */
	private List<String> ownersOf(Name name) {
		return name.keys().stream().filter(this.clientsByKey::containsKey).map(this.clientsByKey::get).toList();
	}

	/**
	 * Returns the client whose name reads likest to one.
	 * @param name as it was typed
	 */
	@Nullable String clientNamed(String name) {
		List<String> owners = (this.namePolicy.check(name) instanceof Name like) ? ownersOf(like) : List.of();
		return owners.isEmpty() ? null : owners.getFirst();
	}

	/**
	 * The one place where names are given out.
	 * @param wanted as it was typed
	 * @param cleaned whether controls were removed from that: people type none in a name,
	 * scanners do
	 * @param client who wants it
	 * @return the name, or why it cannot be had
	 */
	NameCheck claim(String wanted, boolean cleaned, String client) {
		if (cleaned) {
			return NameCheck.MALFORMED;
		}
		NameCheck check = this.namePolicy.check(wanted);
		boolean taken = check instanceof Name name && !ownersOf(name).stream().allMatch(client::equals);
		return taken ? NameCheck.TAKEN : check;
	}

	/**
	 * Returns the names, by client.
	 */
	Map<String, Name> members() {
		return Collections.unmodifiableMap(this.members);
	}

	int size() {
		return this.members.size();
	}

	List<String> names() {
		return this.members.values().stream().map(Name::text).toList();
	}

}
