package io.chatroom.chat;

import java.util.HashSet;
import java.util.Set;

import io.chatroom.protocol.Format;

/**
 * The members that receive what happens in a room, each in its format and as its filter
 * says. Most follow the room; quiet ones follow a second one that has no joins and
 * leaves. Guarded by the room's lock.
 */
final class RoomFollowers {

	private final Outlet outlet;

	private final String room;

	/** No member can give a room a name with a blank. */
	private final String quietRoom;

	/** Members that follow the room, in JSON. */
	private final Set<Client> inJson = new HashSet<>();

	/** Members that follow the quiet room. While there are none, it is closed. */
	private final Set<Client> quiet = new HashSet<>();

	/**
	 * Members that ignore somebody: they follow nothing, and are sent each line alone.
	 */
	private final Set<Client> ignoring = new HashSet<>();

	RoomFollowers(String room, Outlet outlet) {
		this.room = room;
		this.quietRoom = room + " quiet";
		this.outlet = outlet;
	}

	String room() {
		return this.room;
	}

	String quietRoom() {
		return this.quietRoom;
	}

	/**
	 * Returns whether one that is not quiet follows in JSON.
	 */
	boolean needsJson() {
		return !this.inJson.isEmpty();
	}

	Set<Client> quiet() {
		return this.quiet;
	}

	Set<Client> ignoring() {
		return this.ignoring;
	}

	/**
	 * Applies the format and the filter of a client.
	 * @param member whether the client is in the room
	 */
	void follow(Client client, boolean member) {
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
			this.inJson.add(client);
		}
	}

	/**
	 * Takes out a client that has ended.
	 */
	void end(Client client) {
		if (this.quiet.contains(client)) {
			// before its room closes
			this.outlet.follow(client.id, null, client.format);
		}
		forget(client, false);
	}

	/**
	 * Takes a client out.
	 * @param staysQuiet whether it is put back among the quiet ones
	 */
	private void forget(Client client, boolean staysQuiet) {
		this.inJson.remove(client);
		this.ignoring.remove(client);
		if (this.quiet.remove(client) && this.quiet.isEmpty() && !staysQuiet) {
			this.outlet.closeRoom(this.quietRoom);
		}
	}

}
