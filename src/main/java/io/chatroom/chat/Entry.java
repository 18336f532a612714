package io.chatroom.chat;

import io.chatroom.protocol.JsonLines;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a {@link RoomLog}: an event with its number, its time, and the client that
 * it is about. It keeps its JSON, so that it is rendered once for all clients that
 * receive it now or later; the lock of its {@link Room} guards that.
 */
public final class Entry {

	private final Stamped stamped;

	private final @Nullable String client;

	private final long since;

	private @Nullable String json;

	/**
	 * Creates an entry.
	 * @param stamped the event with its number and time
	 * @param client the client's id, or null if the event is about none
	 * @param since when the line was read that led to it, as {@link System#nanoTime()}
	 */
	public Entry(Stamped stamped, @Nullable String client, long since) {
		this.stamped = stamped;
		this.client = client;
		this.since = since;
	}

	/**
	 * Returns this entry with another event.
	 */
	Entry with(RoomEvent event) {
		return new Entry(new Stamped(this.stamped.room(), seq(), this.stamped.at(), event), this.client, this.since);
	}

	/**
	 * Returns the number.
	 */
	public long seq() {
		return this.stamped.seq();
	}

	/**
	 * Returns the event.
	 */
	public RoomEvent event() {
		return this.stamped.event();
	}

	/**
	 * Returns the event with its number and time.
	 */
	public Stamped stamped() {
		return this.stamped;
	}

	/**
	 * Returns the id of the client that the event is about, or null.
	 */
	public @Nullable String client() {
		return this.client;
	}

	long since() {
		return this.since;
	}

	String json() {
		String rendered = this.json;
		if (rendered == null) {
			rendered = JsonLines.of(this.stamped);
			this.json = rendered;
		}
		return rendered;
	}

}
