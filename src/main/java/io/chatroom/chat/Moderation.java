package io.chatroom.chat;

import java.util.List;
import java.util.Objects;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * What operators do with members and rooms, from inside the chat and from outside. Each
 * deed is kept before it is done, so none is unknown. Waits for the records; called
 * without a lock. Any thread.
 * <p>
 * Each method throws {@link IllegalArgumentException} for a text that is no line, with a
 * message for the operator, and {@link java.io.UncheckedIOException} when the records
 * cannot be written; then nothing is changed.
 */
public final class Moderation {

	/** The name of an operator outside the chat; no member has it. */
	public static final String SERVER = "server";

	private static final String ALL_ROOMS = "all rooms";

	private final AllClients allClients;

	private final Rooms rooms;

	private final Names names;

	private final Deeds deeds;

	private final int maxLineLength;

	Moderation(AllClients allClients, Rooms rooms, Names names, Deeds deeds, int maxLineLength) {
		this.allClients = allClients;
		this.rooms = rooms;
		this.names = names;
		this.deeds = deeds;
		this.maxLineLength = maxLineLength;
	}

	/**
	 * Removes a member.
	 * @param by the operator's name
	 * @param name the member's name as it was typed
	 * @param room the room in which the member must be, or null for any
	 * @param reason why, or empty
	 */
	public Outcome kick(String by, String name, @Nullable String room, String reason) {
		String why = OperatorLine.orEmpty("reason", reason, this.maxLineLength);
		AllClients.Found found = this.allClients.named(name);
		if (found == null || (room != null && !this.names.areAlike(room, found.presence().room()))) {
			return new Outcome.NotDone(Refusals.nobody(name));
		}
		String shown = Objects.requireNonNullElse(found.presence().name(), name.strip());
		Outcome done = this.deeds.keep(by, Action.KICK, shown, why);
		this.allClients.ask(new NodeMessage.End(found.id(), CloseReason.KICKED, CloseReason.kicked(why), by, why));
		return done;
	}

	/**
	 * Removes all members of a room.
	 * @param by the operator's name
	 * @param room the room's name as it was typed
	 * @param reason why, or empty
	 */
	public Outcome kickAll(String by, String room, String reason) {
		String why = OperatorLine.orEmpty("reason", reason, this.maxLineLength);
		Room held = this.rooms.hold(room);
		if (held == null) {
			return new Outcome.NotDone(Refusals.noRoom(room));
		}
		try {
			Outcome done = this.deeds.keep(by, Action.KICK, "all in " + held.name(), why);
			this.allClients.tellAll(new NodeMessage.Clear(held.name(), by, why));
			return done;
		}
		finally {
			held.release();
		}
	}

	/**
	 * Sends a line to all members of a room, or of all.
	 * @param by the operator's name
	 * @param text the line
	 * @param room the room's name as it was typed, or null for all
	 */
	public Outcome announce(String by, String text, @Nullable String room) {
		Announced announced = new Announced(OperatorLine.of("text", text, this.maxLineLength));
		if (room != null) {
			return propose(by, Action.ANNOUNCE, room, announced, announced.text());
		}
		Outcome done = this.deeds.keep(by, Action.ANNOUNCE, ALL_ROOMS, announced.text());
		this.rooms.proposeToAll(announced);
		return done;
	}

	/**
	 * Sets the topic of a room.
	 * @param by the operator's name
	 * @param topic the topic; empty for none
	 * @param room the room's name as it was typed
	 */
	public Outcome setTopic(String by, String topic, String room) {
		String line = OperatorLine.orEmpty("topic", topic, this.maxLineLength);
		return propose(by, Action.TOPIC, room, new TopicSet(by, line), line);
	}

	private Outcome propose(String by, Action action, String room, RoomEvent event, String text) {
		Room held = this.rooms.hold(room);
		if (held == null) {
			return new Outcome.NotDone(Refusals.noRoom(room));
		}
		try {
			Outcome done = this.deeds.keep(by, action, held.name(), text);
			this.rooms.propose(held, event);
			return done;
		}
		finally {
			held.release();
		}
	}

	/**
	 * Returns what operators did last, the oldest first.
	 * @param most how many deeds at most
	 */
	public List<Deed> deeds(int most) {
		return this.deeds.last(most);
	}

}
