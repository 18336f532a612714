package io.chatroom.chat;

import java.time.Instant;

import io.chatroom.protocol.Command.Resume;
import org.jspecify.annotations.Nullable;

/**
 * One that is connected, with a name or without. Guarded by the room's lock.
 */
final class Visitor {

	private final String client;

	private final String address;

	private int refusals;

	private boolean toldHowToSendUtf8;

	private @Nullable Resume resume;

	private long hearsAfter;

	private boolean gone;

	private Instant joinedAt = Instant.EPOCH;

	Visitor(String client, String address) {
		this.client = client;
		this.address = address;
	}

	String client() {
		return this.client;
	}

	String address() {
		return this.address;
	}

	/**
	 * Keeps from where it wants to go on, once it has a name.
	 */
	void resumeLater(Resume resume) {
		this.resume = resume;
	}

	@Nullable Resume takeResume() {
		Resume taken = this.resume;
		this.resume = null;
		return taken;
	}

	/**
	 * Returns the number of the last event before those that it hears as they happen, in
	 * the format that it has.
	 */
	long hearsAfter() {
		return this.hearsAfter;
	}

	void hearsAfter(long seq) {
		this.hearsAfter = seq;
	}

	/**
	 * Counts a name that was refused.
	 * @return how many there were
	 */
	int countRefusal() {
		return ++this.refusals;
	}

	/**
	 * Notes that it is told how to send UTF-8.
	 * @return whether that is the first time
	 */
	boolean tellHowToSendUtf8() {
		boolean first = !this.toldHowToSendUtf8;
		this.toldHowToSendUtf8 = true;
		return first;
	}

	/**
	 * Notes when it came in.
	 */
	void joined(Instant at) {
		this.joinedAt = at;
	}

	Instant joinedAt() {
		return this.joinedAt;
	}

	void go() {
		this.gone = true;
	}

	/**
	 * Returns whether it was hung up on.
	 */
	boolean isGone() {
		return this.gone;
	}

}
