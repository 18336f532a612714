package io.chatroom.chat;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.TextLines;

/**
 * How visitors come, are let in, and go. Guarded by the room's lock.
 */
final class Attendance {

	private final Room room;

	private final History history;

	private final Chronicle chronicle;

	private final Retelling retelling;

	private final Announcer announcer;

	private final boolean showAddress;

	Attendance(Room room, History history, Chronicle chronicle, Retelling retelling, Announcer announcer,
			boolean showAddress) {
		this.showAddress = showAddress;
		this.room = room;
		this.history = history;
		this.chronicle = chronicle;
		this.retelling = retelling;
		this.announcer = announcer;
	}

	void begin(Visitor visitor) {
		this.announcer.tell(visitor.client(),
				new Prompt(this.history.epoch(), this.history.last(), TextLines.GREETING));
	}

	void join(Visitor visitor, Name name) {
		this.retelling.beginToHear(visitor);
		// its join takes the next number, which it does not see but here: so what it sees
		// has no gap
		welcome(visitor, name, this.history.last() + 1, this.room.size() + 1);
		Joined joined = new Joined(name.text(), this.showAddress ? visitor.address() : null);
		visitor.joined(this.chronicle.happen(visitor.client(), joined));
		this.announcer.listen(visitor.client());
	}

	/**
	 * Speaks to a visitor in another format, and first says in it where it stands.
	 */
	void speak(Visitor visitor, Format format) {
		Name name = this.room.nameOf(visitor.client());
		this.announcer.speak(visitor.client(), format, name != null);
		if (name == null) {
			begin(visitor);
		}
		else {
			visitor.hearsAfter(this.history.last());
			welcome(visitor, name, this.history.last(), this.room.size());
		}
	}

	private void welcome(Visitor visitor, Name name, long seq, int members) {
		this.announcer.tell(visitor.client(), new Welcome(this.history.epoch(), seq, name.text(), members));
	}

	/**
	 * Says the last words, and takes the visitor for gone.
	 */
	void hangUp(Visitor visitor, CloseReason reason) {
		hangUp(visitor, reason, reason.lastWords());
	}

	void hangUp(Visitor visitor, CloseReason reason, String lastWords) {
		// first, so that she does not see her own leave line
		this.announcer.hangUp(visitor.client(), reason, lastWords);
		leave(visitor);
	}

	void leave(Visitor visitor) {
		visitor.go();
		this.announcer.forget(visitor.client());
		Name name = this.room.nameOf(visitor.client());
		if (name != null) {
			this.chronicle.happen(visitor.client(), new Left(name.text()));
		}
	}

}
