package io.chatroom.chat;

import java.util.function.Function;

import io.chatroom.chat.RoomEvent.Announced;
import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Said;
import org.jspecify.annotations.Nullable;

/**
 * What happened, with its number and its time. It keeps its JSON, so that it is rendered
 * once however many are told, now or later. Guarded by the room's lock.
 */
final class Stamped {

	/** What it takes beside its text, as text and as JSON. */
	private static final int OVERHEAD_BYTES = 512;

	private final long seq;

	private final long at;

	private final RoomEvent event;

	private @Nullable String json;

	/**
	 * Stamps an event.
	 * @param seq its number in the room
	 * @param at when it happened, in milliseconds since 1970
	 * @param event what happened
	 */
	Stamped(long seq, long at, RoomEvent event) {
		this.seq = seq;
		this.at = at;
		this.event = event;
	}

	long seq() {
		return this.seq;
	}

	long at() {
		return this.at;
	}

	RoomEvent event() {
		return this.event;
	}

	String json(Function<Stamped, String> rendering) {
		String rendered = this.json;
		if (rendered == null) {
			rendered = rendering.apply(this);
			this.json = rendered;
		}
		return rendered;
	}

	boolean isSpoken() {
		return this.event instanceof Said || this.event instanceof Emoted || this.event instanceof Announced;
	}

	/**
	 * Returns about how much memory it takes to keep this, at most.
	 */
	long bytes() {
		int length = switch (this.event) {
			case Said said -> said.text().length();
			case Emoted emoted -> emoted.action().length();
			case Announced announced -> announced.text().length();
			default -> 0;
		};
		return OVERHEAD_BYTES + 2L * Character.BYTES * length;
	}

}
