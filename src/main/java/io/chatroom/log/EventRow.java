package io.chatroom.log;

import java.util.Objects;

import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * An event as a few words, so that people can read what a log keeps.
 *
 * @param kind what sort of event it is
 * @param who the member, or empty
 * @param what the text, the new name, the other room, the address, or the reason
 * @param origin the room of which the event speaks if a member moved, or the operator
 */
public record EventRow(String kind, String who, @Nullable String what, @Nullable String origin) {

	/**
	 * Returns an event as words.
	 */
	public static EventRow of(RoomEvent event) {
		return switch (event) {
			case Joined(String name, String address, String room) -> new EventRow("joined", name, address, room);
			case Said(String from, String text) -> new EventRow("said", from, text, null);
			case Emoted(String from, String text) -> new EventRow("emoted", from, text, null);
			case Renamed(String from, String to) -> new EventRow("renamed", from, to, null);
			case Announced(String text) -> new EventRow("announced", "", text, null);
			case TopicSet(String from, String text) -> new EventRow("topic", from, text, null);
			case Moved(String name, String to) -> new EventRow("moved", name, to, null);
			case Removed(String name, String by, String reason) -> new EventRow("removed", name, reason, by);
			case Left(String name) -> new EventRow("left", name, null, null);
		};
	}

	/**
	 * Returns the event.
	 */
	public RoomEvent event() {
		return switch (this.kind) {
			case "joined" -> new Joined(this.who, this.what, this.origin);
			case "said" -> new Said(this.who, text());
			case "emoted" -> new Emoted(this.who, text());
			case "renamed" -> new Renamed(this.who, text());
			case "announced" -> new Announced(text());
			case "topic" -> new TopicSet(this.who, text());
			case "moved" -> new Moved(this.who, text());
			case "removed" -> new Removed(this.who, Objects.requireNonNull(this.origin), text());
			case "left" -> new Left(this.who);
			default -> throw new IllegalStateException("There is no event " + this.kind);
		};
	}

	private String text() {
		return Objects.requireNonNull(this.what);
	}

}
