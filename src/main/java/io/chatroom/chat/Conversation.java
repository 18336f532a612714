package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Members;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;

/**
 * What comes of a member's lines. Guarded by the room's lock.
 */
final class Conversation {

	private final Room room;

	private final Chronicle chronicle;

	private final Attendance attendance;

	private final Retelling retelling;

	private final Announcer announcer;

	private final InstantSource clock;

	private final RoomObserver observer;

	Conversation(Room room, Chronicle chronicle, Attendance attendance, Retelling retelling, Announcer announcer,
			InstantSource clock, RoomObserver observer) {
		this.room = room;
		this.chronicle = chronicle;
		this.attendance = attendance;
		this.retelling = retelling;
		this.announcer = announcer;
		this.clock = clock;
		this.observer = observer;
	}

	void hear(Visitor visitor, Name name, boolean cleaned, Command command) {
		switch (command) {
			case Command.Say say -> this.chronicle.happen(visitor.client(), new Said(name.text(), say.text()));
			case Command.Me me -> this.chronicle.happen(visitor.client(), new Emoted(name.text(), me.action()));
			case Command.Nick nick -> rename(visitor, name, nick.name(), cleaned);
			case Command.Msg msg -> tellPrivately(visitor, name, msg);
			case Command.Who who -> this.announcer.tell(visitor.client(), new Members(this.room.names()));
			case Command.Help help -> this.announcer.tell(visitor.client(), CommandSyntax.help());
			case Command.History back -> this.retelling.lookBack(visitor, back.lines());
			case Command.Format to -> this.attendance.speak(visitor, to.format());
			case Command.Resume resume -> this.retelling.resume(visitor, resume);
			case Command.Slip slip -> this.announcer.tell(visitor.client(), Refusals.of(slip));
			case Command.Unknown unknown -> this.announcer.tell(visitor.client(), Refusals.of(unknown));
			case Command.Misused misused -> this.announcer.tell(visitor.client(), Refusals.of(misused));
			case Command.Quit quit -> this.attendance.hangUp(visitor, CloseReason.QUIT);
		}
	}

	private void rename(Visitor visitor, Name from, String wanted, boolean cleaned) {
		switch (this.room.claim(wanted, cleaned, visitor.client())) {
			case Name to -> this.chronicle.happen(visitor.client(), new Renamed(from.text(), to.text()));
			case NameCheck.Refused refused -> {
				this.observer.refused(refused.reason());
				this.announcer.tell(visitor.client(), refused.reply());
			}
		}
	}

	private void tellPrivately(Visitor visitor, Name from, Command.Msg msg) {
		String receiver = this.room.clientNamed(msg.name());
		Name to = (receiver != null) ? this.room.nameOf(receiver) : null;
		if (receiver == null || to == null) {
			this.announcer.tell(visitor.client(), Refusals.nobody(msg.name()));
			return;
		}
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		this.announcer.tell(visitor.client(), new Told(now, from.text(), to.text(), msg.text(), true));
		this.announcer.tell(receiver, new Told(now, from.text(), to.text(), msg.text(), false));
	}

}
