package io.chatroom.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.chatroom.chat.RoomEvent.Announced;
import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Joined;
import io.chatroom.chat.RoomEvent.Left;
import io.chatroom.chat.RoomEvent.Renamed;
import io.chatroom.chat.RoomEvent.Said;
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

	void apply(RoomEvent event) {
		switch (event) {
			case Joined joined -> put(joined.client(), joined.name());
			case Renamed renamed -> {
				this.clientsByKey.keySet().removeAll(renamed.from().keys());
				put(renamed.client(), renamed.to());
			}
			case Left left -> {
				this.members.remove(left.client());
				this.clientsByKey.keySet().removeAll(left.name().keys());
			}
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

	private void put(String client, Name name) {
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
			return NameRefusal.MALFORMED;
		}
		NameCheck check = this.namePolicy.check(wanted);
		boolean taken = check instanceof Name name && !ownersOf(name).stream().allMatch(client::equals);
		return taken ? NameRefusal.TAKEN : check;
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

	Collection<Name> names() {
		return Collections.unmodifiableCollection(this.members.values());
	}

}
