package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command.Sentence;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What operators do, from inside the chat and from outside. Each deed is kept before it
 * is done, so none is unknown. Waits for the records; called without a lock. Any thread.
 * <p>
 * Each method throws {@link IllegalArgumentException} for a text that is no line, with a
 * message for the operator, and {@link java.io.UncheckedIOException} when the records
 * cannot be written; then nothing is changed.
 */
public final class Moderation {

	/** The name of an operator outside the chat; no member has it. */
	public static final String SERVER = "server";

	private static final String ALL_ROOMS = "all rooms";

	private final Everywhere everywhere;

	private final Enforcement enforcement;

	private final Rooms rooms;

	private final Names names;

	private final Records records;

	private final Sanctions sanctions;

	private final InstantSource clock;

	private final int maxLineLength;

	private final RoomObserver observer;

	Moderation(Everywhere everywhere, Enforcement enforcement, Rooms rooms, Names names, Records records,
			Sanctions sanctions, InstantSource clock, int maxLineLength, RoomObserver observer) {
		this.everywhere = everywhere;
		this.enforcement = enforcement;
		this.rooms = rooms;
		this.names = names;
		this.records = records;
		this.sanctions = sanctions;
		this.clock = clock;
		this.maxLineLength = maxLineLength;
		this.observer = observer;
	}

	/**
	 * Removes a member.
	 * @param by the operator's name
	 * @param name the member's name as it was typed
	 * @param room the room in which the member must be, or null for any
	 * @param reason why, or empty
	 */
	public Outcome kick(String by, String name, @Nullable String room, String reason) {
		String why = line("reason", reason);
		Everywhere.Found found = this.everywhere.named(name);
		if (found == null || (room != null && !this.names.areAlike(room, found.presence().room()))) {
			return new Outcome.NotDone(Refusals.nobody(name));
		}
		Outcome done = keep(by, Action.KICK, Objects.requireNonNullElse(found.presence().name(), name.strip()), null,
				why);
		this.everywhere.ask(new NodeMessage.End(found.id(), CloseReason.KICKED, CloseReason.kicked(why), by, why));
		return done;
	}

	/**
	 * Removes all members of a room.
	 * @param by the operator's name
	 * @param room the room's name as it was typed
	 * @param reason why, or empty
	 */
	public Outcome kickAll(String by, String room, String reason) {
		String why = line("reason", reason);
		Room held = this.rooms.hold(room);
		if (held == null) {
			return new Outcome.NotDone(Refusals.noRoom(room));
		}
		try {
			Outcome done = keep(by, Action.KICK, "all in " + held.name(), null, why);
			this.everywhere.tellAll(new NodeMessage.Clear(held.name(), by, why));
			return done;
		}
		finally {
			held.release();
		}
	}

	/**
	 * Mutes a name.
	 * @param by the operator's name
	 */
	public Outcome mute(String by, Sentence sentence) {
		Name name = this.names.member(sentence.subject());
		if (name == null) {
			return new Outcome.NotDone(Refusals.nobody(sentence.subject()));
		}
		Sanction mute = sanction(Kind.MUTE, by, name.text(), sentence);
		return impose(Action.MUTE, mute);
	}

	/**
	 * Lifts a mute.
	 * @param by the operator's name
	 * @param typed the name as it was typed
	 */
	public Outcome unmute(String by, String typed) {
		return lift(Kind.MUTE, Action.UNMUTE, by, typed);
	}

	/**
	 * Bans a name or addresses, and removes whom the ban hits.
	 * @param by the operator's name
	 * @param operator the operator's connection, or null if there is none
	 */
	Outcome ban(String by, @Nullable Client operator, Sentence sentence) {
		AddressRange range = Sanctions.range(sentence.subject());
		Name name = (range == null) ? this.names.member(sentence.subject()) : null;
		if (range == null && name == null) {
			return new Outcome.NotDone(Refusals.noSubject(sentence.subject()));
		}
		String subject = (range != null) ? range.text() : String.valueOf(name);
		if (operator != null && this.enforcement.hitBy(subject).test(operator)) {
			return new Outcome.NotDone(Refusals.WOULD_BAN_YOU);
		}
		return impose(Action.BAN, sanction(Kind.BAN, by, subject, sentence));
	}

	/**
	 * Bans a name or addresses from outside the chat.
	 */
	public Outcome ban(Sentence sentence) {
		return ban(SERVER, null, sentence);
	}

	/**
	 * Lifts a ban.
	 * @param by the operator's name
	 * @param typed the name or the addresses as they were typed
	 */
	public Outcome unban(String by, String typed) {
		AddressRange range = Sanctions.range(typed);
		return lift(Kind.BAN, Action.UNBAN, by, (range != null) ? range.text() : typed);
	}

	private Outcome lift(Kind kind, Action action, String by, String subject) {
		Deed deed = deed(by, action, this.sanctions.subject(kind, subject.strip()), null, "");
		if (!this.sanctions.lift(kind, deed.subject(), deed)) {
			return new Outcome.NotDone(Refusals.noSanction(subject, kind));
		}
		this.observer.did(deed);
		this.everywhere.tellAll(new NodeMessage.Lift(kind, deed.subject()));
		return new Outcome.Done(deed);
	}

	/**
	 * Returns who is banned or muted, the oldest first.
	 */
	public List<Sanction> sanctions() {
		return this.sanctions.all();
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
		Outcome done = keep(by, Action.ANNOUNCE, ALL_ROOMS, null, announced.text());
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
		String line = topic.isBlank() ? "" : OperatorLine.of("topic", topic, this.maxLineLength);
		return propose(by, Action.TOPIC, room, new TopicSet(by, line), line);
	}

	private Outcome propose(String by, Action action, String room, RoomEvent event, String text) {
		Room held = this.rooms.hold(room);
		if (held == null) {
			return new Outcome.NotDone(Refusals.noRoom(room));
		}
		try {
			Outcome done = keep(by, action, held.name(), null, text);
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
		return this.records.deeds(most);
	}

	private Sanction sanction(Kind kind, String by, String subject, Sentence sentence) {
		Instant now = now();
		Duration length = sentence.length();
		return new Sanction(kind, this.sanctions.same(kind, subject), (length != null) ? now.plus(length) : null,
				line("reason", sentence.reason()), by, now);
	}

	private Outcome impose(Action action, Sanction sanction) {
		Deed deed = new Deed(sanction.at(), sanction.by(), action, sanction.subject(), sanction.until(),
				sanction.reason());
		this.sanctions.put(sanction, deed);
		this.observer.did(deed);
		this.everywhere.tellAll(new NodeMessage.Impose(sanction));
		return new Outcome.Done(deed);
	}

	private Outcome keep(String by, Action action, String subject, @Nullable Instant until, String reason) {
		Deed deed = deed(by, action, subject, until, reason);
		this.records.add(deed);
		this.observer.did(deed);
		return new Outcome.Done(deed);
	}

	private Deed deed(String by, Action action, String subject, @Nullable Instant until, String reason) {
		return new Deed(now(), by, action, subject, until, reason);
	}

	private String line(String what, String text) {
		return text.isBlank() ? "" : OperatorLine.of(what, text, this.maxLineLength);
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.clock.millis());
	}

}
