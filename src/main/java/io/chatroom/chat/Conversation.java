package io.chatroom.chat;

import java.time.InstantSource;

import io.chatroom.chat.Reply.Bye;
import io.chatroom.chat.Reply.Help;
import io.chatroom.chat.Reply.Members;
import io.chatroom.chat.Reply.Told;
import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Renamed;
import io.chatroom.chat.RoomEvent.Said;
import io.chatroom.protocol.CloseReason;

/**
 * What comes of a member's lines. Guarded by the room's lock.
 */
final class Conversation {

	private final Room room;

	private final Chronicle chronicle;

	private final Attendance attendance;

	private final Retelling retelling;

	private final Announcer announcer;

	private final Phrases phrases;

	private final InstantSource clock;

	private final RoomObserver observer;

	Conversation(Room room, Chronicle chronicle, Attendance attendance, Retelling retelling, Announcer announcer,
			Phrases phrases, InstantSource clock, RoomObserver observer) {
		this.room = room;
		this.chronicle = chronicle;
		this.attendance = attendance;
		this.retelling = retelling;
		this.announcer = announcer;
		this.phrases = phrases;
		this.clock = clock;
		this.observer = observer;
	}

	void hear(Visitor visitor, Name name, boolean cleaned, Command command) {
		switch (command) {
			case Command.Say say -> this.chronicle.happen(new Said(name, say.text()));
			case Command.Me me -> this.chronicle.happen(new Emoted(name, me.action()));
			case Command.Nick nick -> rename(visitor, name, nick.name(), cleaned);
			case Command.Msg msg -> tellPrivately(visitor, name, msg);
			case Command.Who who -> this.announcer.tell(visitor.client(), new Members(this.room.names()));
			case Command.Help help -> this.announcer.tell(visitor.client(), new Help(Command.TABLE));
			case Command.LookBack back -> this.retelling.lookBack(visitor, back.lines());
			case Command.Switch to -> this.attendance.speak(visitor, to.format());
			case Command.Resume resume -> this.retelling.resume(visitor, resume);
			case Command.Slip slip -> this.announcer.tell(visitor.client(), this.phrases.notSent(slip));
			case Command.Unknown unknown -> this.announcer.tell(visitor.client(), this.phrases.unknown(unknown.word()));
			case Command.Misused misused -> this.announcer.tell(visitor.client(), this.phrases.usage(misused.usage()));
			case Command.Quit quit -> this.attendance.hangUp(visitor, new Bye(CloseReason.QUIT));
		}
	}

	private void rename(Visitor visitor, Name from, String wanted, boolean cleaned) {
		switch (this.room.claim(wanted, cleaned, visitor.client())) {
			case Name to -> this.chronicle.happen(new Renamed(visitor.client(), from, to));
			case NameRefusal refusal -> {
				this.observer.refused(refusal);
				this.announcer.tell(visitor.client(), this.phrases.of(refusal));
			}
		}
	}

	private void tellPrivately(Visitor visitor, Name from, Command.Msg msg) {
		String receiver = this.room.clientNamed(msg.name());
		Name to = (receiver != null) ? this.room.nameOf(receiver) : null;
		if (receiver == null || to == null) {
			this.announcer.tell(visitor.client(), this.phrases.nobody(msg.name()));
			return;
		}
		long now = this.clock.millis();
		this.announcer.tell(visitor.client(), new Told(now, from, to, msg.text(), true));
		this.announcer.tell(receiver, new Told(now, from, to, msg.text(), false));
	}

}
