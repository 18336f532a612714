package io.chatroom.chat;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
				this.clientsByKey.remove(renamed.from().key());
				put(renamed.client(), renamed.to());
			}
			case Left left -> {
				this.members.remove(left.client());
				this.clientsByKey.remove(left.name().key());
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
		this.clientsByKey.put(name.key(), client);
	}

	@Nullable Name nameOf(String client) {
		return this.members.get(client);
	}

	/**
	 * Returns the client that has a name, or one that reads like it.
	 */
	@Nullable String clientNamed(String name) {
		return this.clientsByKey.get(NamePolicy.key(name));
	}

	/**
	 * The one place where names are given out.
	 * @param wanted as it was typed
	 * @param client who wants it
	 * @return the name, or why it cannot be had
	 */
	NameCheck claim(String wanted, String client) {
		NameCheck check = this.namePolicy.check(wanted);
		if (check instanceof Name name) {
			String owner = this.clientsByKey.get(name.key());
			if (owner != null && !owner.equals(client)) {
				return NameRefusal.TAKEN;
			}
		}
		return check;
	}

	int size() {
		return this.members.size();
	}

	Collection<Name> names() {
		return Collections.unmodifiableCollection(this.members.values());
	}

}
