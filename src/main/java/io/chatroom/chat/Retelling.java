package io.chatroom.chat;

import java.util.List;

import io.chatroom.chat.Command.Resume;
import io.chatroom.chat.Reply.Notice;
import io.chatroom.chat.Reply.Refused;
import io.chatroom.protocol.Format;
import org.jspecify.annotations.Nullable;

/**
 * Tells again what happened: to those that want to look back, and to those whose
 * connection was lost. Guarded by the room's lock.
 */
final class Retelling {

	private final History history;

	private final Phrases phrases;

	private final Announcer announcer;

	Retelling(History history, Phrases phrases, Announcer announcer) {
		this.history = history;
		this.phrases = phrases;
		this.announcer = announcer;
	}

	void lookBack(Visitor visitor, int lines) {
		List<Stamped> spoken = this.history.spoken(lines);
		if (spoken.isEmpty()) {
			this.announcer.tell(visitor.client(), new Notice(Phrases.NOTHING_SAID));
		}
		else {
			this.announcer.tellAgain(visitor.client(), spoken);
		}
	}

	/**
	 * Remembers from where a visitor wants to go on, until it has a name.
	 */
	void resumeLater(Visitor visitor, Resume resume) {
		Refused refusal = check(visitor, resume);
		if (refusal != null) {
			this.announcer.tell(visitor.client(), refusal);
		}
		else {
			visitor.resumeLater(resume);
		}
	}

	/**
	 * Tells a visitor what it has missed, up to where it began to hear for itself.
	 */
	void resume(Visitor visitor, Resume resume) {
		Refused refusal = check(visitor, resume);
		if (refusal != null) {
			this.announcer.tell(visitor.client(), refusal);
		}
		else {
			this.announcer.tellAgain(visitor.client(), this.history.between(resume.seq(), visitor.hearsAfter()));
		}
	}

	/**
	 * From now on a visitor hears for itself, in its format.
	 */
	void beginToHear(Visitor visitor) {
		visitor.hearsAfter(this.history.last());
		Resume resume = visitor.takeResume();
		if (resume != null) {
			// checked again: what was kept then may be gone
			resume(visitor, resume);
		}
	}

	private @Nullable Refused check(Visitor visitor, Resume resume) {
		if (this.announcer.formatOf(visitor.client()) != Format.JSON) {
			return Phrases.NEEDS_JSON;
		}
		if (resume.room() != null && !resume.room().equals(this.history.room())) {
			return this.phrases.otherRoom(this.history.first());
		}
		if (resume.seq() > this.history.last()) {
			return this.phrases.tooNew(resume.seq(), this.history.first());
		}
		if (resume.seq() < this.history.first() - 1) {
			return this.phrases.tooOld(resume.seq(), this.history.first());
		}
		return null;
	}

}
