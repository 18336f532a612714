package io.chatroom.chat;

import io.chatroom.chat.Reply.Bye;
import io.chatroom.protocol.CloseReason;

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

	private final Phrases phrases;

	private final RoomObserver observer;

	Reception(Room room, Attendance attendance, Retelling retelling, Announcer announcer, Phrases phrases,
			RoomObserver observer) {
		this.room = room;
		this.attendance = attendance;
		this.retelling = retelling;
		this.announcer = announcer;
		this.phrases = phrases;
		this.observer = observer;
	}

	/**
	 * Returns whether it is a command to those that have no name; else it is one.
	 */
	static boolean knows(Command command) {
		return switch (command) {
			case Command.Quit quit -> true;
			case Command.Switch to -> true;
			case Command.Resume resume -> true;
			case Command.Misused misused -> misused.usage().needsNoName();
			default -> false;
		};
	}

	void hear(Visitor visitor, String line, boolean cleaned, Command command) {
		switch (command) {
			case Command.Quit quit -> this.attendance.hangUp(visitor, new Bye(CloseReason.QUIT));
			case Command.Switch to -> this.attendance.speak(visitor, to.format());
			case Command.Resume resume -> this.retelling.resumeLater(visitor, resume);
			case Command.Misused misused when misused.usage().needsNoName() ->
				this.announcer.tell(visitor.client(), this.phrases.usage(misused.usage()));
			default -> askForName(visitor, line, cleaned);
		}
	}

	private void askForName(Visitor visitor, String line, boolean cleaned) {
		switch (this.room.claim(line, cleaned, visitor.client())) {
			case Name name -> this.attendance.join(visitor, name);
			case NameRefusal refusal -> {
				this.observer.refused(refusal);
				this.announcer.tell(visitor.client(), this.phrases.of(refusal));
				if (visitor.countRefusal() == MOST_REFUSALS) {
					this.attendance.hangUp(visitor, new Bye(CloseReason.TOO_MANY_TRIES));
				}
			}
		}
	}

}
