package io.chatroom.chat;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * Counts the joins and leaves of a big room, which are sent as text by and by, and
 * together. Guarded by the room's lock.
 */
final class Digest {

	/** Above how many members joins and leaves wait for the next digest. */
	private final int above;

	/** Arranges that the next digest is sent. */
	private final Runnable schedule;

	private int joined;

	private int left;

	Digest(int above, Runnable schedule) {
		this.above = above;
		this.schedule = schedule;
	}

	/**
	 * Returns whether a digest in a room of this size waits for more.
	 * @param here how many members there are
	 */
	boolean waits(int here) {
		return here > this.above;
	}

	/**
	 * Counts an event, if it belongs in a digest. What happens after the room has become
	 * small belongs in one that was begun before.
	 * @param here how many members there are
	 * @return whether it was counted
	 */
	boolean counts(RoomEvent event, int here) {
		boolean counted = isCounted(event) && (waits(here) || !isEmpty());
		if (counted) {
			if (isEmpty()) {
				this.schedule.run();
			}
			if (event instanceof Joined) {
				this.joined++;
			}
			else {
				this.left++;
			}
		}
		return counted;
	}

	private static boolean isCounted(RoomEvent event) {
		return event instanceof Joined || event instanceof Left || event instanceof Moved;
	}

	private boolean isEmpty() {
		return this.joined + this.left == 0;
	}

	/**
	 * Returns what was counted since the last digest, as a line, or null if there was
	 * nothing.
	 * @param here how many members there are now
	 */
	@Nullable String take(int here) {
		String line = isEmpty() ? null : TextLines.digest(this.joined, this.left, here);
		this.joined = 0;
		this.left = 0;
		return line;
	}

}
