package io.chatroom.chat;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Request;

/**
 * What comes of the lines of those who have no name: a name, but for the few commands
 * that need none. Guarded by the room's lock.
 */
final class Reception {

	private static final int MOST_REFUSALS = 10;

	private final Room room;

	private final Attendance attendance;

	private final Retelling retelling;

	private final Announcer announcer;

	private final RoomObserver observer;

	Reception(Room room, Attendance attendance, Retelling retelling, Announcer announcer, RoomObserver observer) {
		this.room = room;
		this.attendance = attendance;
		this.retelling = retelling;
		this.announcer = announcer;
		this.observer = observer;
	}

	void hear(Visitor visitor, String line, boolean cleaned, Request request) {
		if (request.needsName()) {
			askForName(visitor, line, cleaned);
			return;
		}
		switch (request.command()) {
			case Command.Quit quit -> this.attendance.hangUp(visitor, CloseReason.QUIT);
			case Command.Format to -> this.attendance.speak(visitor, to.format());
			case Command.Resume resume -> this.retelling.resumeLater(visitor, resume);
			case Command.Misused misused -> this.announcer.tell(visitor.client(), Refusals.of(misused));
			default -> throw new IllegalStateException("Needs a name: " + request);
		}
	}

	private void askForName(Visitor visitor, String line, boolean cleaned) {
		switch (this.room.claim(line, cleaned, visitor.client())) {
			case Name name -> this.attendance.join(visitor, name);
			case NameCheck.Refused refused -> {
				this.observer.refused(refused.reason());
				this.announcer.tell(visitor.client(), refused.reply());
				if (visitor.countRefusal() == MOST_REFUSALS) {
					this.attendance.hangUp(visitor, CloseReason.TOO_MANY_TRIES);
				}
			}
		}
	}

}
