package io.chatroom.chat;

import java.util.List;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Tells again what happened: to those that want to look back, and to those whose
 * connection was lost. Guarded by the room's lock.
 */
final class Retelling {

	private final History history;

	private final Announcer announcer;

	Retelling(History history, Announcer announcer) {
		this.history = history;
		this.announcer = announcer;
	}

	void lookBack(Visitor visitor, int lines) {
		List<KeptEvent> spoken = this.history.spoken(lines);
		if (spoken.isEmpty()) {
			this.announcer.tell(visitor.client(), Notice.NOTHING_SAID);
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
			return Refusals.NEEDS_JSON;
		}
		if (resume.epoch() != null && !resume.epoch().equals(this.history.epoch())) {
			return Refusals.otherRoom(this.history.first());
		}
		if (resume.seq() > this.history.last()) {
			return Refusals.tooNew(resume.seq(), this.history.first());
		}
		if (resume.seq() < this.history.first() - 1) {
			return Refusals.tooOld(resume.seq(), this.history.first());
		}
		return null;
	}

}
