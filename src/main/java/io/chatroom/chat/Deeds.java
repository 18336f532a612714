package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;

/**
 * Keeps what operators do, and lets it be logged. Waits for the records; called without a
 * lock. Any thread.
 */
final class Deeds {

	private final Records records;

	private final InstantSource clock;

	private final RoomObserver observer;

	Deeds(Records records, InstantSource clock, RoomObserver observer) {
		this.records = records;
		this.clock = clock;
		this.observer = observer;
	}

	Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

	/**
	 * Returns a deed of now, which is not kept yet.
	 * @param by the operator's name
	 * @param subject what it is done to
	 * @param text why, or what is said; or empty
	 */
	Deed of(String by, Action action, String subject, String text) {
		return new Deed(now(), by, action, subject, null, text);
	}

	/**
	 * Keeps a deed that is about to be done.
	 */
	Outcome keep(String by, Action action, String subject, String text) {
		Deed deed = of(by, action, subject, text);
		this.records.add(deed);
		return done(deed);
	}

	/**
	 * Notes a deed that was kept.
	 */
	Outcome done(Deed deed) {
		this.observer.did(deed);
		return new Outcome.Done(deed);
	}

	/**
	 * Returns the last deeds, the oldest first.
	 */
	List<Deed> last(int most) {
		return this.records.deeds(most);
	}

}
