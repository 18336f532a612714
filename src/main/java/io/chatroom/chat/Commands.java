package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of clients do. Runs on the thread that handles a client's lines, and
 * holds no lock.
 */
final class Commands {

	private static final int MAX_REFUSALS = 10;

	private static final int MAX_IGNORED = 100;

	private final Rooms rooms;

	private final Clients clients;

	private final Names names;

	private final InstantSource clock;

	private final RoomObserver observer;

	Commands(Rooms rooms, Clients clients, Names names, InstantSource clock, RoomObserver observer) {
		this.rooms = rooms;
		this.clients = clients;
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
			case Command.Say say -> this.clients.propose(client, new Said(name, say.text()), since);
			case Command.Me me -> this.clients.propose(client, new Emoted(name, me.action()), since);
			case Command.Nick nick -> rename(client, name, nick.name(), cleaned, since);
			case Command.Msg msg -> sendPrivately(client, name, msg);
			case Command.Who who -> who(client, who.room());
			case Command.Rooms list -> room.tell(client, this.rooms.list());
			case Command.Join join -> move(client, name, join.room(), cleaned, since);
			case Command.Topic topic -> topic(client, name, topic.text(), since);
			case Command.Ignore ignore -> ignore(client, ignore.name());
			case Command.Unignore unignore -> unignore(client, unignore.name());
			case Command.Quiet quiet -> room.filter(client, (filter) -> filter.with(quiets(quiet, filter)),
					(filter) -> filter.quiet() ? Notice.QUIET : Notice.NOT_QUIET);
			case Command.Help help -> room.tell(client, CommandSyntax.help());
			case Command.History history -> room.tellHistory(client, history.lines());
			case Command.Format to -> room.format(client, to.format());
			case Command.Resume resume -> resume(client, resume);
			case Command.Slip slip -> room.tell(client, Refusals.of(slip));
			case Command.Unknown unknown -> room.tell(client, Refusals.of(unknown));
			case Command.Misused misused -> room.tell(client, Refusals.of(misused));
			case Command.Quit quit -> this.clients.end(client, CloseReason.QUIT);
		}
	}

	private void join(Client client, String wanted, boolean cleaned, long since) {
		switch (this.names.claim(wanted, cleaned, client.id)) {
			case Name name -> {
				client.name = name;
				this.clients.propose(client, new Joined(name.text(), client.address), since);
				this.observer.named(client.id, client.address, name.text());
			}
			case NameCheck.Refused refused -> {
				refuse(client, refused);
				if (++client.refusals == MAX_REFUSALS) {
					this.clients.end(client, CloseReason.TOO_MANY_TRIES);
				}
			}
		}
	}

	private void rename(Client client, String from, String wanted, boolean cleaned, long since) {
		switch (this.names.claim(wanted, cleaned, client.id)) {
			case Name to -> {
				client.name = to;
				this.clients.propose(client, new Renamed(from, to.text()), since);
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

	private void who(Client client, @Nullable String wanted) {
		Room room = (wanted != null) ? this.rooms.visible(wanted, client.room) : client.room;
		if (room == null) {
			client.room.tell(client, Refusals.noRoom(String.valueOf(wanted)));
		}
		else if (wanted == null) {
			room.tell(client, (state) -> state.who(null));
		}
		else {
			client.room.tell(client, room.who());
		}
	}

	private void move(Client client, String name, String wanted, boolean cleaned, long since) {
		RoomChoice choice = cleaned ? new RoomChoice.Denied(Refusals.ROOM_MALFORMED) : this.rooms.enter(wanted);
		switch (choice) {
			case Room room when room.equals(client.room) -> {
				room.release();
				room.tell(client, Refusals.alreadyIn(room.name()));
			}
			case Room room -> this.clients.move(client, name, room, since);
			case RoomChoice.Denied denied -> client.room.tell(client, denied.reply());
		}
	}

	private void topic(Client client, String name, @Nullable String text, long since) {
		Room room = client.room;
		if (text == null) {
			room.tell(client, (state) -> Notice.topic(state.topic()));
		}
		else if (room.isMaker(client, name)) {
			this.clients.propose(client, new TopicSet(name, text), since);
		}
		else {
			room.tell(client, Refusals.MAY_NOT_SET_TOPIC);
		}
	}

	private void ignore(Client client, @Nullable String typed) {
		if (typed == null) {
			client.room.tell(client, (state) -> Notice.ignored(client.filter.names()));
			return;
		}
		Name wanted = this.names.member(typed);
		if (wanted == null) {
			client.room.tell(client, Refusals.nobody(typed));
			return;
		}
		Client other = this.clients.named(typed);
		if (client.equals(other)) {
			client.room.tell(client, Refusals.CANNOT_IGNORE_SELF);
			return;
		}
		String shown = (other != null) ? Objects.requireNonNullElse(other.shownName, wanted.text()) : wanted.text();
		String id = (other != null) ? other.id : null;
		if (client.filter.ignored().size() >= MAX_IGNORED && !client.filter.ignores(shown)) {
			client.room.tell(client, Refusals.tooManyIgnored(MAX_IGNORED));
			return;
		}
		client.room.filter(client, (filter) -> filter.ignoring(shown, id), (filter) -> Notice.ignored(filter.names()));
	}

	private void unignore(Client client, String typed) {
		Client other = this.clients.named(typed);
		Filter hearing = client.filter.hearing(typed, (other != null) ? other.id : null);
		if (hearing.ignored().size() == client.filter.ignored().size()) {
			client.room.tell(client, Refusals.notIgnored(typed));
		}
		else {
			client.room.filter(client, (filter) -> hearing, (filter) -> Notice.heard(typed));
		}
	}

	private static boolean quiets(Command.Quiet quiet, Filter filter) {
		return Objects.requireNonNullElse(quiet.on(), !filter.quiet());
	}

	/**
	 * Resumes in the room that the epoch belongs to, if the client is in none yet.
	 */
	private void resume(Client client, Command.Resume resume) {
		String epoch = resume.epoch();
		if (client.name == null && client.format == Format.JSON) {
			this.clients.begin(client, (epoch != null) ? this.rooms.holdByEpoch(epoch) : null);
		}
		client.room.resume(client, resume);
	}

	private void sendPrivately(Client client, String from, Command.Msg msg) {
		Client receiver = this.clients.named(msg.name());
		String to = (receiver != null) ? receiver.shownName : null;
		if (receiver == null || to == null) {
			client.room.tell(client, Refusals.nobody(msg.name()));
			return;
		}
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		Told copy = new Told(now, from, to, msg.text(), true);
		Told message = new Told(now, from, to, msg.text(), false);
		if (receiver.equals(client)) {
			client.room.tell(client, copy);
			client.room.tell(client, message);
		}
		else {
			// the copy last: a client that has it does not send the message again
			this.clients.tell(receiver, (state) -> receiver.filter.passes(from, client.id) ? message : null);
			client.room.tell(client, copy);
		}
	}

}
