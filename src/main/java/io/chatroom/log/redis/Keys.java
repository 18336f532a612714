package io.chatroom.log.redis;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The names of keys in the engine. Those of a room have a hash tag, {@code {p0}} to
 * {@code {p255}}, so that scripts can use them together, and rooms spread over a cluster.
 * All that is not of one room has the hash tag {@code {c}}. None expires.
 */
public final class Keys {

	/** Fixed for ever: another number would lose the rooms. */
	private static final int PARTITIONS = 256;

	private final String prefix;

	/**
	 * Creates the names of one chat.
	 * @param prefix how they begin, so that several chats can share an engine
	 */
	public Keys(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * Returns the partition of a room.
	 * @param room the name that the room has in the engine
	 */
	static int partition(String room) {
		CRC32 hash = new CRC32();
		hash.update(room.getBytes(StandardCharsets.UTF_8));
		return (int) (hash.getValue() % PARTITIONS);
	}

	/** Returns the stream of a room's entries. */
	public String log(String room) {
		return ofRoom("log", room);
	}

	/** Returns the hash with a room's epoch, last number, topic, maker, and fences. */
	public String meta(String room) {
		return ofRoom("meta", room);
	}

	/** Returns the hash of a room's members, by client. */
	public String here(String room) {
		return ofRoom("here", room);
	}

	private String ofRoom(String what, String room) {
		return this.prefix + ":{p" + partition(room) + "}:" + what + ":" + room;
	}

	/**
	 * Returns a key that is of no room.
	 * @param what what it is, for example {@code names} or {@code rooms:NODE}
	 */
	public String shared(String what) {
		return this.prefix + ":{c}:" + what;
	}

}
