package io.chatroom.chat;

import java.util.concurrent.atomic.AtomicInteger;

import io.chatroom.protocol.Reply.RoomLine;

/**
 * What any thread may read of a room without its lock, and whether somebody needs the
 * room. The holder of the lock updates it.
 */
final class RoomStatus {

	/**
	 * How many are here, on their way here, or about to propose something. While it is
	 * not 0 the room stays open. {@link OpenRooms} holds its lock when it is raised.
	 */
	private final AtomicInteger holders = new AtomicInteger();

	private volatile String epoch;

	private volatile long lastSpoken;

	private volatile int size;

	private volatile String topic;

	private volatile boolean topicOfOperator;

	/** When the size or the topic changed last, as {@link System#nanoTime()}. */
	private volatile long lastUse = System.nanoTime();

	RoomStatus(RoomState state) {
		this.epoch = state.epoch();
		this.topic = state.topic();
		update(state);
	}

	/**
	 * Takes over what an entry has changed.
	 */
	void update(RoomState state) {
		this.lastSpoken = state.history().lastSpoken();
		if (this.size != state.size() || this.topicOfOperator != state.isTopicOfOperator()
				|| !this.topic.equals(state.topic())) {
			this.size = state.size();
			this.topic = state.topic();
			this.topicOfOperator = state.isTopicOfOperator();
			this.lastUse = System.nanoTime();
		}
	}

	/**
	 * Takes over the state with which the room begins anew.
	 */
	void renew(RoomState state) {
		this.epoch = state.epoch();
		update(state);
	}

	/**
	 * Returns the word that names the numbering of the room's events.
	 */
	String epoch() {
		return this.epoch;
	}

	int size() {
		return this.size;
	}

	/**
	 * Returns the topic, or an empty text.
	 */
	String topic() {
		return this.topic;
	}

	/**
	 * Returns what the list of rooms says about the room.
	 */
	RoomLine line(String name) {
		return new RoomLine(name, this.size, this.topic, this.epoch, this.lastSpoken);
	}

	void hold() {
		this.holders.incrementAndGet();
	}

	void release() {
		this.holders.decrementAndGet();
	}

	/**
	 * Returns whether nobody needs the room.
	 */
	boolean isIdle() {
		return isEmpty() && this.topic.isEmpty();
	}

	/**
	 * Returns whether only a topic that a member has set keeps the room.
	 */
	boolean isSpare() {
		return isEmpty() && !this.topicOfOperator;
	}

	private boolean isEmpty() {
		return this.holders.get() == 0 && this.size == 0;
	}

	/**
	 * Returns when an idle room was used last, in the order of such uses.
	 */
	long idleSince() {
		return this.lastUse;
	}

}
