package io.chatroom.chat;

import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * An event in the {@link History}. It keeps its JSON, so that the event is rendered once
 * for all clients that receive it now or later. Guarded by the room's lock.
 */
final class KeptEvent {

	/** Bytes that an event takes beside its text, as text and as JSON. */
	private static final int OVERHEAD_BYTES = 512;

	private final Stamped stamped;

	private @Nullable String json;

	KeptEvent(Stamped stamped) {
		this.stamped = stamped;
	}

	Stamped stamped() {
		return this.stamped;
	}

	long seq() {
		return this.stamped.seq();
	}

	String json() {
		String rendered = this.json;
		if (rendered == null) {
			rendered = JsonLines.of(this.stamped);
			this.json = rendered;
		}
		return rendered;
	}

	/**
	 * Returns whether {@code #history} repeats the event.
	 */
	boolean isSpoken() {
		return switch (this.stamped.event()) {
			case Said said -> true;
			case Emoted emoted -> true;
			case Announced announced -> true;
			default -> false;
		};
	}

	/**
	 * Returns about how many bytes of memory this takes, at most.
	 */
	long bytes() {
		int length = switch (this.stamped.event()) {
			case Said said -> said.text().length();
			case Emoted emoted -> emoted.text().length();
			case Announced announced -> announced.text().length();
			default -> 0;
		};
		return OVERHEAD_BYTES + 2L * Character.BYTES * length;
	}

}
