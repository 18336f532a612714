package io.chatroom.chat;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Told;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import io.chatroom.protocol.RoomEvent.TopicSet;
import io.chatroom.protocol.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of clients do. Runs on the thread that handles a client's lines, and
 * holds no lock.
 */
final class Commands {

	private static final int MAX_IGNORED = 100;

	private final Rooms rooms;

	private final Clients clients;

	private final Everywhere everywhere;

	private final Replays replays;

	private final Names names;

	private final Entrance entrance;

	private final SignIns signIns;

	private final AccountCommands accounts;

	private final OperatorCommands operators;

	private final Programs programs;

	private final InstantSource clock;

	private final RoomObserver observer;

	Commands(Rooms rooms, Clients clients, Everywhere everywhere, Replays replays, Names names, Entrance entrance,
			SignIns signIns, AccountCommands accounts, OperatorCommands operators, Programs programs,
			InstantSource clock, RoomObserver observer) {
		this.rooms = rooms;
		this.clients = clients;
		this.everywhere = everywhere;
		this.replays = replays;
		this.names = names;
		this.entrance = entrance;
		this.signIns = signIns;
		this.accounts = accounts;
		this.operators = operators;
		this.programs = programs;
		this.clock = clock;
		this.observer = observer;
	}

	/**
	 * Handles a line.
	 * @param cleaned whether controls were removed from it
	 * @param since when it was read, as {@link System#nanoTime()}
	 */
	void handle(Client client, String line, boolean cleaned, long since) {
		Name asked = client.asked;
		boolean isBlank = line.isBlank();
		if (isBlank && asked == null) {
			return;
		}
		Request request = (isBlank || client.isProgram()) ? null : Request.parse(line);
		try {
			if (client.isProgram()) {
				this.programs.handle(client, line, since);
			}
			else if (asked != null && (request == null || request.needsName())) {
				this.signIns.password(client, asked, line, since);
			}
			else if (request != null) {
				handle(client, line, request, cleaned, since);
			}
			this.replays.catchUp(client);
		}
		catch (RoomLogException ex) {
			tell(client, Refusals.CANNOT_READ);
		}
		catch (UncheckedIOException ex) {
			tell(client, Refusals.CANNOT_KEEP);
		}
		catch (RejectedExecutionException ex) {
			this.observer.refused(RefusalReason.TOO_BUSY);
			tell(client, Refusals.TOO_BUSY);
		}
		if (asked != null) {
			this.signIns.askAgain(client);
		}
	}

	/**
	 * Tells a client what failed, unless that was because it has ended.
	 */
	private static void tell(Client client, Reply reply) {
		if (client.ending() == null) {
			client.room.tell(client, reply);
		}
	}

	private void handle(Client client, String line, Request request, boolean cleaned, long since) {
		Name name = client.name;
		if (name == null && request.needsName()) {
			this.entrance.join(client, line, cleaned, since);
			return;
		}
		this.observer.requested(request);
		run(client, name, request, cleaned, since);
	}

	/**
	 * Runs a command.
	 * @param named the client's name, or null
	 */
	private void run(Client client, @Nullable Name named, Request request, boolean cleaned, long since) {
		Command command = request.command();
		String name = (named != null) ? named.text() : "";
		boolean isProposal = command instanceof Command.Say || command instanceof Command.Me;
		// clients rely on answers in order: wait for earlier proposals
		if (!isProposal && !client.awaitApplied()) {
			return;
		}
		Room room = client.room;
		if (!mayRun(client, request)) {
			return;
		}
		switch (command) {
			case Command.Say say -> this.clients.propose(client, new Said(name, say.text()), since);
			case Command.Me me -> this.clients.propose(client, new Emoted(name, me.action()), since);
			case Command.Nick nick -> this.entrance.rename(client, nick.name(), cleaned, since);
			case Command.Msg msg -> sendPrivately(client, name, msg);
			case Command.Who who -> who(client, who.room());
			case Command.Rooms list -> room.tell(client, this.rooms.list().visible());
			case Command.Join join -> move(client, name, join.room(), cleaned, since);
			case Command.Topic topic -> topic(client, name, topic.text(), since);
			case Command.Ignore ignore -> ignore(client, ignore.name());
			case Command.Unignore unignore -> unignore(client, unignore.name());
			case Command.Quiet quiet -> filter(client, (filter) -> filter.with(quiets(quiet, filter)),
					(filter) -> filter.quiet() ? Notice.QUIET : Notice.NOT_QUIET);
			case Command.Help help -> room.tell(client, CommandSyntax.help(client.rank() == Rank.OPERATOR));
			case Command.History history -> this.replays.history(client, history.lines());
			case Command.Format to -> room.run((locked) -> locked.clients().format(client, to.format()));
			case Command.Resume resume -> resume(client, resume);
			case Command.Slip slip -> room.tell(client, Refusals.of(slip));
			case Command.Unknown unknown -> room.tell(client, Refusals.of(unknown));
			case Command.Misused misused -> room.tell(client, Refusals.of(misused));
			case Command.Login login -> this.signIns.login(client, login, since);
			case Command.Register register -> this.accounts.register(client, Objects.requireNonNull(named), register);
			case Command.Account account -> this.accounts.show(client);
			case Command.NewPassword change -> this.accounts.change(client, change);
			case Command.Unregister unregister -> this.accounts.unregister(client, unregister);
			case Command.Token token -> this.accounts.token(client, token);
			case Command.Kick kick -> this.operators.kick(client, by(client), kick);
			case Command.Mute mute -> this.operators.mute(client, by(client), mute);
			case Command.Unmute unmute -> this.operators.unmute(client, by(client), unmute);
			case Command.Ban ban -> this.operators.ban(client, by(client), ban);
			case Command.Unban unban -> this.operators.unban(client, by(client), unban);
			case Command.Bans bans -> this.operators.bans(client);
			case Command.Announce announce -> this.operators.announce(client, by(client), announce);
			case Command.Log log -> this.operators.log(client, log);
			case Command.Quit quit -> this.clients.end(client, CloseReason.QUIT);
		}
	}

	/**
	 * Returns whether a client may run a command, or tells it why not.
	 */
	private boolean mayRun(Client client, Request request) {
		Command command = request.command();
		CommandSyntax syntax = request.syntax();
		if (syntax != null && request.needsOperator() && client.rank() != Rank.OPERATOR) {
			client.room.tell(client, Refusals.operatorsOnly(syntax));
			return false;
		}
		Sanction mute = client.mute;
		if (mute == null || !speaks(command)) {
			return true;
		}
		Instant now = this.clock.instant();
		if (mute.isOverAt(now)) {
			client.mute = null;
			return true;
		}
		this.observer.refused(RefusalReason.MUTED);
		client.room.tell(client, Refusals.muted(mute, now));
		return false;
	}

	/**
	 * Returns whether others read what a command says. A new name says something too.
	 */
	private static boolean speaks(Command command) {
		return command instanceof Command.Say || command instanceof Command.Me || command instanceof Command.Msg
				|| command instanceof Command.Nick || (command instanceof Command.Topic(String text) && text != null);
	}

	/**
	 * Returns the name under which an operator acts.
	 */
	private static String by(Client client) {
		Identity identity = client.identity;
		return (identity != null) ? identity.account() : "";
	}

	private void who(Client client, @Nullable String wanted) {
		if (wanted == null) {
			client.room.tell(client, (state) -> state.who(null));
			return;
		}
		Room room = this.rooms.holdVisible(wanted, client.room);
		if (room == null) {
			client.room.tell(client, Refusals.noRoom(wanted));
			return;
		}
		Reply who = room.call((locked) -> locked.state().who(room.name()));
		room.release();
		client.room.tell(client, who);
	}

	private void move(Client client, String name, String wanted, boolean cleaned, long since) {
		RoomChoice choice = cleaned ? new RoomChoice.Denied(Refusals.ROOM_MALFORMED)
				: this.rooms.enter(wanted, client.rank());
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
		else if (client.rank() == Rank.OPERATOR || isMaker(client, name)) {
			this.clients.propose(client, new TopicSet(name, text), since);
		}
		else {
			room.tell(client, Refusals.MAY_NOT_SET_TOPIC);
		}
	}

	private static boolean isMaker(Client client, String name) {
		return client.room.call((locked) -> locked.clients().isMaker(client, name));
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
		Everywhere.Found other = this.everywhere.named(typed);
		String id = (other != null) ? other.id() : null;
		if (client.id.equals(id)) {
			client.room.tell(client, Refusals.CANNOT_IGNORE_SELF);
			return;
		}
		String shown = (other != null) ? Objects.requireNonNullElse(other.presence().name(), wanted.text())
				: wanted.text();
		if (client.filter.ignored().size() >= MAX_IGNORED && !client.filter.ignores(shown)) {
			client.room.tell(client, Refusals.tooManyIgnored(MAX_IGNORED));
			return;
		}
		filter(client, (filter) -> filter.ignoring(shown, id), (filter) -> Notice.ignored(filter.names()));
	}

	private void unignore(Client client, String typed) {
		Filter hearing = client.filter.hearing(typed, this.names.owner(typed));
		if (hearing.ignored().size() == client.filter.ignored().size()) {
			client.room.tell(client, Refusals.notIgnored(typed));
		}
		else {
			filter(client, (filter) -> hearing, (filter) -> Notice.heard(typed));
		}
	}

	private static void filter(Client client, UnaryOperator<Filter> change, Function<Filter, Reply> reply) {
		client.room.run((locked) -> locked.clients().filter(client, change, reply));
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
		this.replays.resume(client, resume);
	}

	private void sendPrivately(Client client, String from, Command.Msg msg) {
		Everywhere.Found receiver = this.everywhere.named(msg.name());
		String to = (receiver != null) ? receiver.presence().name() : null;
		if (receiver == null || to == null) {
			client.room.tell(client, Refusals.nobody(msg.name()));
			return;
		}
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		Told copy = new Told(now, from, to, msg.text(), true);
		NodeMessage.Tell message = new NodeMessage.Tell(receiver.id(), from, client.id, now, msg.text());
		if (receiver.id().equals(client.id)) {
			client.room.tell(client, copy);
			this.everywhere.ask(message);
		}
		// the copy last: a client that has it does not send the message again
		else if (this.everywhere.ask(message) != null) {
			client.room.tell(client, copy);
		}
		else {
			client.room.tell(client, Refusals.nobody(msg.name()));
		}
	}

}
