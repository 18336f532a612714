package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;

/**
 * What the lines of clients do. Runs on the thread that handles a client's lines, and
 * holds no lock.
 */
final class Commands {

	private static final int MAX_REFUSALS = 10;

	private final Rooms rooms;

	private final Names names;

	private final InstantSource clock;

	private final RoomObserver observer;

	Commands(Rooms rooms, Names names, InstantSource clock, RoomObserver observer) {
		this.rooms = rooms;
		this.names = names;
		this.clock = clock;
		this.observer = observer;
	}

	/**
	 * Handles a line.
	 * @param line the line; it is not blank
	 * @param cleaned whether controls were removed from it
	 * @param since when it was read, as {@link System#nanoTime()}
	 */
	void handle(Client client, String line, boolean cleaned, long since) {
		Request request = Request.parse(line);
		Name name = client.name;
		if (name == null && request.needsName()) {
			join(client, line, cleaned, since);
			return;
		}
		this.observer.requested(request);
		run(client, (name != null) ? name.text() : "", request.command(), cleaned, since);
	}

	/**
	 * Runs a command that the client may use.
	 * @param name the client's name, or empty
	 */
	private void run(Client client, String name, Command command, boolean cleaned, long since) {
		boolean isProposal = command instanceof Command.Say || command instanceof Command.Me;
		// clients rely on answers in order: wait for earlier proposals
		if (!isProposal && !client.awaitApplied()) {
			return;
		}
		Room room = client.room;
		switch (command) {
			case Command.Say say -> this.rooms.propose(client, new Said(name, say.text()), since);
			case Command.Me me -> this.rooms.propose(client, new Emoted(name, me.action()), since);
			case Command.Nick nick -> rename(client, name, nick.name(), cleaned, since);
			case Command.Msg msg -> sendPrivately(client, name, msg);
			case Command.Who who -> room.tell(client, RoomState::who);
			case Command.Help help -> room.tell(client, CommandSyntax.help());
			case Command.History history -> room.tellHistory(client, history.lines());
			case Command.Format to -> room.format(client, to.format());
			case Command.Resume resume -> room.resume(client, resume);
			case Command.Slip slip -> room.tell(client, Refusals.of(slip));
			case Command.Unknown unknown -> room.tell(client, Refusals.of(unknown));
			case Command.Misused misused -> room.tell(client, Refusals.of(misused));
			case Command.Quit quit -> this.rooms.end(client, CloseReason.QUIT);
		}
	}

	private void join(Client client, String wanted, boolean cleaned, long since) {
		switch (this.names.claim(wanted, cleaned, client.id)) {
			case Name name -> {
				client.name = name;
				this.rooms.propose(client, new Joined(name.text(), client.address), since);
				this.observer.named(client.id, client.address, name.text());
			}
			case NameCheck.Refused refused -> {
				refuse(client, refused);
				if (++client.refusals == MAX_REFUSALS) {
					this.rooms.end(client, CloseReason.TOO_MANY_TRIES);
				}
			}
		}
	}

	private void rename(Client client, String from, String wanted, boolean cleaned, long since) {
		switch (this.names.claim(wanted, cleaned, client.id)) {
			case Name to -> {
				client.name = to;
				this.rooms.propose(client, new Renamed(from, to.text()), since);
				if (!to.text().equals(from)) {
					this.observer.named(client.id, client.address, to.text());
				}
			}
			case NameCheck.Refused refused -> refuse(client, refused);
		}
	}

	private void refuse(Client client, NameCheck.Refused refused) {
		this.observer.refused(refused.reason());
		client.room.tell(client, Refusals.name(refused.reason()));
	}

	private void sendPrivately(Client client, String from, Command.Msg msg) {
		Client receiver = this.rooms.named(msg.name());
		Member to = (receiver != null) ? receiver.room.member(receiver) : null;
		if (receiver == null || to == null) {
			client.room.tell(client, Refusals.nobody(msg.name()));
			return;
		}
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		Told copy = new Told(now, from, to.name(), msg.text(), true);
		Told message = new Told(now, from, to.name(), msg.text(), false);
		if (receiver.equals(client)) {
			client.room.tell(client, copy);
			client.room.tell(client, message);
		}
		else {
			// the copy last: a client that has it does not send the message again
			receiver.room.tell(receiver, message);
			client.room.tell(client, copy);
		}
	}

}
