package io.chatroom.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.chatroom.protocol.Command;
import io.chatroom.protocol.Notices;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Told;

/**
 * What members do about each other: they send private messages, and choose what they do
 * not want to receive. Runs on the thread that handles a client's lines, and holds no
 * lock.
 */
final class PeopleCommands {

	private static final int MAX_IGNORED = 100;

	private final AllClients allClients;

	private final Names names;

	private final InstantSource clock;

	PeopleCommands(AllClients allClients, Names names, InstantSource clock) {
		this.allClients = allClients;
		this.names = names;
		this.clock = clock;
	}

	/**
	 * Sends a private message.
	 */
	void tell(Client client, String from, Command.Msg msg) {
		AllClients.Found receiver = this.allClients.named(msg.name());
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
			this.allClients.ask(message);
		}
		// the copy last: a client that has it does not send the message again
		else if (this.allClients.ask(message) != null) {
			client.room.tell(client, copy);
		}
		else {
			client.room.tell(client, Refusals.nobody(msg.name()));
		}
	}

	void ignore(Client client, Command.Ignore ignore) {
		String typed = ignore.name();
		if (typed == null) {
			client.room.tell(client, (state) -> Notices.ignored(client.filter.names()));
			return;
		}
		Name wanted = this.names.member(typed);
		if (wanted == null) {
			client.room.tell(client, Refusals.nobody(typed));
			return;
		}
		AllClients.Found other = this.allClients.named(typed);
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
		filter(client, (filter) -> filter.ignoring(shown, id), (filter) -> Notices.ignored(filter.names()));
	}

	void unignore(Client client, Command.Unignore unignore) {
		String typed = unignore.name();
		Filter hearing = client.filter.hearing(typed, this.names.owner(typed));
		if (hearing.ignored().size() == client.filter.ignored().size()) {
			client.room.tell(client, Refusals.notIgnored(typed));
		}
		else {
			filter(client, (filter) -> hearing, (filter) -> Notices.heard(typed));
		}
	}

	void quiet(Client client, Command.Quiet quiet) {
		filter(client, (filter) -> filter.with(Objects.requireNonNullElse(quiet.on(), !filter.quiet())),
				(filter) -> filter.quiet() ? Notices.QUIET : Notices.NOT_QUIET);
	}

	private static void filter(Client client, UnaryOperator<Filter> change, Function<Filter, Reply> reply) {
		client.room.run((locked) -> locked.clients().filter(client, change, reply));
	}

}
