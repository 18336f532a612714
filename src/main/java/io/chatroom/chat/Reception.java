package io.chatroom.chat;

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

	Reception(Room room, Attendance attendance, Retelling retelling, Announcer announcer, Phrases phrases) {
		this.room = room;
		this.attendance = attendance;
		this.retelling = retelling;
		this.announcer = announcer;
		this.phrases = phrases;
	}

	void hear(Visitor visitor, String line) {
		switch (Command.parse(line)) {
			case Command.Quit quit -> this.attendance.hangUp(visitor, Goodbye.QUIT);
			case Command.Switch to -> this.attendance.speak(visitor, to.format());
			case Command.Resume resume -> this.retelling.resumeLater(visitor, resume);
			case Command.Misused misused when misused.usage().needsNoName() ->
				this.announcer.tell(visitor.client(), this.phrases.usage(misused.usage()));
			default -> askForName(visitor, line);
		}
	}

	private void askForName(Visitor visitor, String line) {
		switch (this.room.claim(line, visitor.client())) {
			case Name name -> this.attendance.join(visitor, name);
			case NameRefusal refusal -> {
				this.announcer.tell(visitor.client(), this.phrases.of(refusal));
				if (visitor.countRefusal() == MOST_REFUSALS) {
					this.attendance.hangUp(visitor, Goodbye.TOO_MANY_TRIES);
				}
			}
		}
	}

}
