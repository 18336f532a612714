package io.chatroom.chat;

import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Joined;
import io.chatroom.chat.RoomEvent.Left;
import io.chatroom.chat.RoomEvent.Renamed;
import io.chatroom.chat.RoomEvent.Said;

/**
 * What comes of a visitor's lines. Guarded by the room's lock.
 */
final class Conversation {

	private static final int MOST_REFUSALS = 10;

	private final NamePolicy namePolicy;

	private final Phrases phrases;

	private final Outlet outlet;

	private final Room room = new Room();

	Conversation(NamePolicy namePolicy, Phrases phrases, Outlet outlet) {
		this.namePolicy = namePolicy;
		this.phrases = phrases;
		this.outlet = outlet;
	}

	void begin(Visitor visitor) {
		this.outlet.tell(visitor.client(), Phrases.GREETING);
	}

	void hear(Visitor visitor, String line) {
		Command command = Command.parse(line);
		Name name = this.room.nameOf(visitor.client());
		if (command instanceof Command.Quit) {
			hangUp(visitor, Phrases.QUIT);
		}
		else if (name == null) {
			askForName(visitor, line);
		}
		else {
			perform(command, visitor, name);
		}
	}

	void refuse(Visitor visitor, Refusal refusal) {
		this.outlet.tell(visitor.client(), this.phrases.of(refusal));
	}

	/**
	 * Says the last line, and takes it for gone.
	 */
	void hangUp(Visitor visitor, String lastLine) {
		this.outlet.tell(visitor.client(), lastLine);
		// first, so that she does not see her own leave line
		this.outlet.hangUp(visitor.client());
		leave(visitor);
	}

	void leave(Visitor visitor) {
		visitor.go();
		Name name = this.room.nameOf(visitor.client());
		if (name != null) {
			happen(new Left(visitor.client(), name));
		}
	}

	int members() {
		return this.room.names().size();
	}

	private void askForName(Visitor visitor, String line) {
		String client = visitor.client();
		switch (claim(line, client)) {
			case Name name -> {
				this.outlet.tell(client, this.phrases.welcome(name));
				happen(new Joined(client, name, visitor.address()));
				this.outlet.listen(client);
			}
			case NameRefusal refusal -> {
				this.outlet.tell(client, this.phrases.of(refusal));
				if (visitor.countRefusal() == MOST_REFUSALS) {
					hangUp(visitor, Phrases.TOO_MANY_TRIES);
				}
			}
		}
	}

	private void perform(Command command, Visitor visitor, Name name) {
		String client = visitor.client();
		switch (command) {
			case Command.Say say -> happen(new Said(name, say.text()));
			case Command.Me me -> happen(new Emoted(name, me.action()));
			case Command.Nick nick -> rename(client, name, nick.name());
			case Command.Msg msg -> tellPrivately(client, name, msg);
			case Command.Who who -> this.outlet.tell(client, this.phrases.here(this.room.names()));
			case Command.Help help ->
				this.phrases.help(Command.TABLE).forEach((line) -> this.outlet.tell(client, line));
			case Command.Unknown unknown -> this.outlet.tell(client, this.phrases.unknown(unknown.word()));
			case Command.Misused misused -> this.outlet.tell(client, this.phrases.usage(misused.usage()));
			case Command.Quit quit -> hangUp(visitor, Phrases.QUIT);
		}
	}

	private void rename(String client, Name from, String wanted) {
		switch (claim(wanted, client)) {
			case Name to -> happen(new Renamed(client, from, to));
			case NameRefusal refusal -> this.outlet.tell(client, this.phrases.of(refusal));
		}
	}

	/**
	 * The one place where names are given out.
	 */
	private NameCheck claim(String wanted, String client) {
		NameCheck check = this.namePolicy.check(wanted);
		if (check instanceof Name name) {
			String owner = this.room.ownerOf(name);
			if (owner != null && !owner.equals(client)) {
				return NameRefusal.TAKEN;
			}
		}
		return check;
	}

	private void tellPrivately(String client, Name name, Command.Msg msg) {
		String receiver = this.room.clientNamed(msg.name());
		Name receiverName = (receiver != null) ? this.room.nameOf(receiver) : null;
		if (receiver == null || receiverName == null) {
			this.outlet.tell(client, this.phrases.nobody(msg.name()));
			return;
		}
		this.outlet.tell(client, this.phrases.to(receiverName, msg.text()));
		this.outlet.tell(receiver, this.phrases.from(name, msg.text()));
	}

	/**
	 * The one place where the room changes, and where all are told.
	 */
	private void happen(RoomEvent event) {
		this.room.apply(event);
		this.outlet.tellAll(this.phrases.of(event));
	}

}
