package io.chatroom.chat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the histories of all rooms take together. When there is no more, a room
 * that has more than its share drops its oldest events. So all rooms together take twice
 * the maximum at most. Any thread.
 */
final class HistoryMemory {

	private final long maxBytes;

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicInteger rooms = new AtomicInteger();

	/**
	 * Creates it without rooms.
	 * @param maxBytes maximum memory in bytes, about
	 */
	HistoryMemory(long maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Notes that there are more or fewer rooms.
	 */
	void addRooms(int count) {
		this.rooms.addAndGet(count);
	}

	/**
	 * Notes that a room takes more bytes, or fewer.
	 */
	void add(long more) {
		this.bytes.addAndGet(more);
	}

	/**
	 * Returns whether a room must take less.
	 * @param roomBytes how many bytes it takes
	 */
	boolean isShort(long roomBytes) {
		return this.bytes.get() > this.maxBytes && roomBytes > this.maxBytes / Math.max(1, this.rooms.get());
	}

}
