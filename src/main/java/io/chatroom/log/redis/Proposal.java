package io.chatroom.log.redis;

import java.util.List;
import java.util.Objects;

import io.chatroom.log.Proposed;
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
 * An event that waits for its number.
 *
 * @param client the client's id, or null if the event is about none
 * @param event the event
 * @param since when the line was read that led to it, as {@link System#nanoTime()}
 * @param proposedAt when it was proposed, on the same clock
 */
record Proposal(@Nullable String client, RoomEvent event, long since, long proposedAt) implements Proposed {

	/**
	 * Returns whether it changes who is in a room, or under which name.
	 */
	boolean isPresence() {
		return !(this.event instanceof Said || this.event instanceof Emoted || this.event instanceof Announced
				|| this.event instanceof TopicSet);
	}

	/**
	 * Returns how it changes members or topic, as the script {@code append} takes it;
	 * empty if it does not.
	 * @param place its place in its batch
	 */
	List<String> change(int place) {
		String id = Objects.requireNonNullElse(this.client, "");
		String at = String.valueOf(place);
		return switch (this.event) {
			case Joined(String name, String address, String room) ->
				List.of("joined", at, id, name, Objects.requireNonNullElse(address, ""));
			case Renamed(String from, String to) -> List.of("renamed", at, id, from, to);
			case Left left -> List.of("gone", at, id, "", "");
			case Moved moved -> List.of("gone", at, id, "", "");
			case Removed removed -> List.of("gone", at, id, "", "");
			case TopicSet(String from, String text) -> List.of("topic", at, id, text, "");
			default -> List.of();
		};
	}

}
