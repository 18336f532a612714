package io.chatroom.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import org.jspecify.annotations.Nullable;

/**
 * Gives out names: the rules, and the register of who has which. Any thread, without a
 * room's lock.
 */
final class Names {

	private final NamePolicy policy;

	private final Register register;

	Names(NamePolicy policy, Register register) {
		this.policy = policy;
		this.register = register;
	}

	/**
	 * Checks a name.
	 * @param wanted as it was typed
	 * @param cleaned whether controls were removed from that: people type none in a name,
	 * scanners do
	 * @return the name, or why it is refused
	 */
	NameCheck check(String wanted, boolean cleaned) {
		return cleaned ? NameCheck.MALFORMED : this.policy.check(wanted);
	}

	/**
	 * Claims a name. A client that has one keeps it too, until {@link #release} is called
	 * for its new one.
	 * @param client the client's id
	 * @return false when another client has it, or one that looks like it; or when the
	 * client was dropped meanwhile
	 */
	boolean claim(Name name, String client, ClientLife life) {
		boolean claimed = this.register.claim(name.keys(), client);
		if (claimed && life.wasDropped()) {
			// by an incarnation of this node that has ended. The claim has waited, and
			// succeeded for the next one: nobody else would free the name
			this.register.release(name.keys(), client);
			return false;
		}
		return claimed;
	}

	/**
	 * Gives a claimed name back, except for the keys of another name of the client.
	 * @param kept the other name, or null
	 * @param client the client's id
	 */
	void giveBack(Name name, @Nullable Name kept, String client) {
		List<String> keys = new ArrayList<>(name.keys());
		if (kept != null) {
			keys.removeAll(kept.keys());
		}
		this.register.release(keys, client);
	}

	/**
	 * Returns the name of a room or an account, or null if the text is none. Members may
	 * be refused that name.
	 * @param typed as it was typed
	 */
	@Nullable Name wellFormed(String typed) {
		return (this.policy.checkRoom(typed) instanceof Name name) ? name : null;
	}

	/**
	 * Returns whether a text is the name of a room.
	 * @param wanted as it was typed
	 * @param room the name of a room
	 */
	boolean areAlike(String wanted, String room) {
		Name name = wellFormed(wanted);
		return name != null && name.isLike(known(room));
	}

	/**
	 * Returns a name that was checked before.
	 */
	Name known(String name) {
		return this.policy.name(name);
	}

	/**
	 * Returns the keys of all of these names, which were checked before.
	 */
	Set<String> keys(Collection<String> names) {
		return names.stream().flatMap((name) -> known(name).keys().stream()).collect(Collectors.toSet());
	}

	/**
	 * Returns a name that a member may have, or null.
	 * @param typed as it was typed
	 */
	@Nullable Name member(String typed) {
		return (this.policy.check(typed) instanceof Name name) ? name : null;
	}

	/**
	 * Frees the name that a client no longer has after an event, if there is one.
	 */
	void release(RoomEvent event, String client) {
		switch (event) {
			case Left left -> giveBack(known(left.name()), null, client);
			case Removed removed -> giveBack(known(removed.name()), null, client);
			case Renamed renamed -> giveBack(known(renamed.from()), known(renamed.to()), client);
			default -> {
				// it keeps its name
			}
		}
	}

	/**
	 * Returns the client whose name best matches {@code name}.
	 * @param name as it was typed
	 * @return the client's id, or null
	 */
	@Nullable String owner(String name) {
		return (this.policy.check(name) instanceof Name like) ? this.register.owner(like.keys()) : null;
	}

}
