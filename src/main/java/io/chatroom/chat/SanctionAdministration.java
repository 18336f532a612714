package io.chatroom.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.chatroom.protocol.AddressRange;
import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Deed.Action;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.Sanction.Kind;
import io.chatroom.protocol.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * How operators ban and mute, from inside the chat and from outside. Each deed is kept
 * with the sanction. Waits for the records; called without a lock. Any thread.
 * <p>
 * Methods throw as those of {@link Moderation}.
 */
public final class SanctionAdministration {

	private final AllClients allClients;

	private final Enforcement enforcement;

	private final Names names;

	private final Sanctions sanctions;

	private final Deeds deeds;

	private final int maxLineLength;

	SanctionAdministration(AllClients allClients, Enforcement enforcement, Names names, Sanctions sanctions,
			Deeds deeds, int maxLineLength) {
		this.allClients = allClients;
		this.enforcement = enforcement;
		this.names = names;
		this.sanctions = sanctions;
		this.deeds = deeds;
		this.maxLineLength = maxLineLength;
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
	 * @param operator the operator's connection, or null for the operator's endpoint
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
		return ban(Moderation.SERVER, null, sentence);
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
		Deed deed = this.deeds.of(by, action, this.sanctions.subject(kind, subject.strip()), "");
		if (!this.sanctions.lift(kind, deed.subject(), deed)) {
			return new Outcome.NotDone(Refusals.noSanction(subject, kind));
		}
		Outcome done = this.deeds.done(deed);
		this.allClients.tellAll(new NodeMessage.Lift(kind, deed.subject()));
		return done;
	}

	/**
	 * Returns who is banned or muted, the oldest first.
	 */
	public List<Sanction> all() {
		return this.sanctions.all();
	}

	private Sanction sanction(Kind kind, String by, String subject, Sentence sentence) {
		Instant now = this.deeds.now();
		Duration length = sentence.length();
		return new Sanction(kind, this.sanctions.same(kind, subject), (length != null) ? now.plus(length) : null,
				OperatorLine.orEmpty("reason", sentence.reason(), this.maxLineLength), by, now);
	}

	private Outcome impose(Action action, Sanction sanction) {
		Deed deed = new Deed(sanction.at(), sanction.by(), action, sanction.subject(), sanction.until(),
				sanction.reason());
		this.sanctions.put(sanction, deed);
		Outcome done = this.deeds.done(deed);
		this.allClients.tellAll(new NodeMessage.Impose(sanction));
		return done;
	}

}
