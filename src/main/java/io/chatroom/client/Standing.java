package io.chatroom.client;

import java.time.Duration;
import java.time.Instant;

import io.chatroom.client.ServerEvent.Welcome;
import org.jspecify.annotations.Nullable;

/**
 * What one knows of oneself in the room, over all connections. Reader thread.
 */
final class Standing {

	private static final Duration GHOST = Duration.ofMinutes(5);

	private @Nullable String name;

	private @Nullable String room;

	private long seq;

	private int caughtUp;

	private boolean structured;

	private @Nullable Instant takenSince;

	/**
	 * Creates the standing of one who was never in.
	 * @param name the name to come in with, null when one is to be asked for
	 */
	Standing(@Nullable String name) {
		this.name = name;
	}

	@Nullable String name() {
		return this.name;
	}

	void name(@Nullable String name) {
		this.name = name;
	}

	/**
	 * Returns which room one was in, null before the first.
	 */
	@Nullable String room() {
		return this.room;
	}

	boolean wasIn() {
		return this.room != null;
	}

	/**
	 * Returns the number of the last event that was seen.
	 */
	long seq() {
		return this.seq;
	}

	void saw(long seq) {
		this.seq = Math.max(this.seq, seq);
	}

	/**
	 * All that happened in another room is new.
	 */
	void startOver(String room) {
		this.room = room;
		this.seq = 0;
	}

	/**
	 * One more line that was missed is told.
	 */
	void catchUp() {
		this.caughtUp++;
	}

	/**
	 * Returns how many were since one was in, however many connections that took.
	 */
	int caughtUp() {
		return this.caughtUp;
	}

	void welcomed(Welcome welcome) {
		this.name = welcome.name();
		this.caughtUp = 0;
		this.takenSince = null;
		if (!wasIn()) {
			startOver(welcome.room());
		}
		saw(welcome.seq());
	}

	/**
	 * Returns whether the server has said anything in the structured mode.
	 */
	boolean isStructured() {
		return this.structured;
	}

	void structured() {
		this.structured = true;
	}

	/**
	 * Returns whether a name that is taken may be so by one's own connection that was
	 * lost: it takes a server a while to find that out.
	 */
	boolean mayBeTakenByGhost() {
		if (this.takenSince == null) {
			this.takenSince = Instant.now();
		}
		return Instant.now().isBefore(this.takenSince.plus(GHOST));
	}

}
