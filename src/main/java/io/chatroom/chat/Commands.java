package io.chatroom.chat;

import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command;
import io.chatroom.protocol.CommandSyntax;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Request;
import io.chatroom.protocol.RoomEvent.Emoted;
import io.chatroom.protocol.RoomEvent.Said;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of clients do. Runs on the thread that handles a client's lines, and
 * holds no lock.
 */
final class Commands {

	private final Clients clients;

	private final Replays replays;

	private final Entrance entrance;

	private final SignIns signIns;

	private final RoomCommands rooms;

	private final PeopleCommands people;

	private final AccountCommands accounts;

	private final OperatorCommands operators;

	private final Programs programs;

	private final Enforcement enforcement;

	private final RoomObserver observer;

	Commands(Clients clients, Replays replays, Entrance entrance, SignIns signIns, RoomCommands rooms,
			PeopleCommands people, AccountCommands accounts, OperatorCommands operators, Programs programs,
			Enforcement enforcement, RoomObserver observer) {
		this.clients = clients;
		this.replays = replays;
		this.entrance = entrance;
		this.signIns = signIns;
		this.rooms = rooms;
		this.people = people;
		this.accounts = accounts;
		this.operators = operators;
		this.programs = programs;
		this.enforcement = enforcement;
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
		if (client.life.ending() == null) {
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
		if (!isProposal && !client.life.awaitApplied()) {
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
			case Command.Msg msg -> this.people.tell(client, name, msg);
			case Command.Who who -> this.rooms.who(client, who);
			case Command.Rooms list -> this.rooms.list(client);
			case Command.Join join -> this.rooms.join(client, name, join, cleaned, since);
			case Command.Topic topic -> this.rooms.topic(client, name, topic, since);
			case Command.Ignore ignore -> this.people.ignore(client, ignore);
			case Command.Unignore unignore -> this.people.unignore(client, unignore);
			case Command.Quiet quiet -> this.people.quiet(client, quiet);
			case Command.Help help -> room.tell(client, CommandSyntax.help(client.rank() == Rank.OPERATOR));
			case Command.History history -> this.replays.history(client, history.lines());
			case Command.Format to -> room.run((locked) -> locked.clients().format(client, to.format()));
			case Command.Resume resume -> this.rooms.resume(client, resume);
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
		return !speaks(command) || !this.enforcement.isMuted(client);
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

}
