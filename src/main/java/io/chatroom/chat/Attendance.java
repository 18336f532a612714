package io.chatroom.chat;

import io.chatroom.chat.Reply.Bye;
import io.chatroom.chat.Reply.Prompt;
import io.chatroom.chat.Reply.Welcome;
import io.chatroom.chat.RoomEvent.Joined;
import io.chatroom.chat.RoomEvent.Left;
import io.chatroom.protocol.Format;

/**
 * How visitors come, are let in, and go. Guarded by the room's lock.
 */
final class Attendance {

	private final Room room;

	private final History history;

	private final Chronicle chronicle;

	private final Retelling retelling;

	private final Announcer announcer;

	Attendance(Room room, History history, Chronicle chronicle, Retelling retelling, Announcer announcer) {
		this.room = room;
		this.history = history;
		this.chronicle = chronicle;
		this.retelling = retelling;
		this.announcer = announcer;
	}

	void begin(Visitor visitor) {
		this.announcer.tell(visitor.client(), new Prompt(this.history.room(), this.history.last()));
	}

	void join(Visitor visitor, Name name) {
		this.retelling.beginToHear(visitor);
		// its join takes the next number, which it does not see but here: so what it sees
		// has no gap
		welcome(visitor, name, this.history.last() + 1, this.room.size() + 1);
		visitor.joined(this.chronicle.happen(new Joined(visitor.client(), name, visitor.address())));
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
		this.announcer.tell(visitor.client(), new Welcome(this.history.room(), seq, name, members));
	}

	/**
	 * Says the last words, and takes the visitor for gone.
	 */
	void hangUp(Visitor visitor, Bye lastWords) {
		// first, so that she does not see her own leave line
		this.announcer.hangUp(visitor.client(), lastWords);
		leave(visitor);
	}

	void leave(Visitor visitor) {
		visitor.go();
		this.announcer.forget(visitor.client());
		Name name = this.room.nameOf(visitor.client());
		if (name != null) {
			this.chronicle.happen(new Left(visitor.client(), name));
		}
	}

}
