package io.chatroom.chat;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.TextLines;

/**
 * Counts the joins and leaves of a big room that are told together. Guarded by the room's
 * lock.
 */
final class Digest {

	private int joined;

	private int left;

	/**
	 * Returns whether an event is one that a digest may count.
	 */
	static boolean counts(RoomEvent event) {
		return event instanceof Joined || event instanceof Left || event instanceof Moved;
	}

	/**
	 * Counts an event.
	 * @return whether it is the first since the last digest
	 */
	boolean add(RoomEvent event) {
		boolean first = isEmpty();
		if (event instanceof Joined) {
			this.joined++;
		}
		else {
			this.left++;
		}
		return first;
	}

	boolean isEmpty() {
		return this.joined + this.left == 0;
	}

	/**
	 * Returns what was counted since the last digest, as a line.
	 * @param here how many members there are now
	 */
	String take(int here) {
		String line = TextLines.digest(this.joined, this.left, here);
		this.joined = 0;
		this.left = 0;
		return line;
	}

}
