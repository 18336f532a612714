package io.chatroom.chat;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.ProgramLine;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.RoomEvent.Said;
import org.jspecify.annotations.Nullable;

/**
 * What programs do that act for an account over HTTP: they say lines in a room, or follow
 * it. A program is no member: nobody sees it come and go, it has no claim to a name, and
 * its owner may be in the chat at the same time. Its first line says what it wants, see
 * {@link ProgramLine}; all others are said as they are. Runs on the thread that handles a
 * client's lines, and holds no lock.
 */
final class Programs {

	private final Rooms rooms;

	private final Clients clients;

	private final AllClients allClients;

	private final Replays replays;

	private final Names names;

	private final Accounts accounts;

	private final Enforcement enforcement;

	Programs(Rooms rooms, Clients clients, AllClients allClients, Replays replays, Names names, Accounts accounts,
			Enforcement enforcement) {
		this.rooms = rooms;
		this.clients = clients;
		this.allClients = allClients;
		this.replays = replays;
		this.names = names;
		this.accounts = accounts;
		this.enforcement = enforcement;
	}

	/**
	 * Handles a line of a program.
	 */
	void handle(Client program, String line, long since) {
		String speaksAs = program.speaksAs;
		if (speaksAs != null) {
			say(program, speaksAs, line, since);
			return;
		}
		Name name = signIn(program);
		if (name != null) {
			begin(program, name, line);
		}
	}

	/**
	 * Signs a program in, or ends it.
	 */
	private @Nullable Name signIn(Client program) {
		Account account = this.accounts.named(String.valueOf(program.origin.program()));
		if (account == null) {
			this.clients.end(program, CloseReason.KICKED, Refusals.NO_PROGRAM.text());
			return null;
		}
		Name name = this.names.known(account.name());
		// before its sanctions are read: an operator who bans or mutes it now finds the
		// program
		program.identity = new Identity(account.name(), this.accounts.isOperator(account));
		if (this.enforcement.endIfBanned(program, name)) {
			return null;
		}
		this.enforcement.muteIfSanctioned(program, name);
		return name;
	}

	private void begin(Client program, Name name, String line) {
		ProgramLine wish = ProgramLine.read(line);
		if (wish == null) {
			program.room.tell(program, Refusals.ROOM_MALFORMED);
			return;
		}
		switch (this.rooms.enter(wish.room(), program.rank())) {
			case RoomChoice.Denied denied -> program.room.tell(program, denied.reply());
			case Room room -> {
				this.clients.begin(program, room);
				if (wish instanceof ProgramLine.Follow(String same, Resume resume)) {
					this.replays.follow(program, resume);
				}
				else {
					program.speaksAs = name.text();
					room.tell(program, RoomState::prompt);
				}
			}
		}
	}

	private void say(Client program, String name, String line, long since) {
		if (this.enforcement.isMuted(program)) {
			return;
		}
		AllClients.Found holder = this.allClients.named(name);
		if (holder != null && !name.equals(holder.presence().account())) {
			// it has had the name since before there was an account
			program.room.tell(program, Refusals.TAKEN_FROM_PROGRAM);
		}
		else {
			this.clients.propose(program, new Said(name, line), since);
		}
	}

}
