package io.chatroom.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

	private final Map<String, Name> members = new LinkedHashMap<>();

	private final Map<String, String> clientsByKey = new HashMap<>();

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
	List<String> ownersOf(Name name) {
		return name.keys().stream().filter(this.clientsByKey::containsKey).map(this.clientsByKey::get).toList();
	}

	Collection<Name> names() {
		return Collections.unmodifiableCollection(this.members.values());
	}

}
