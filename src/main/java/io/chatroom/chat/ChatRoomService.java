package io.chatroom.chat;

import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;

/**
 * The door to the chat: clients connect, send lines and disconnect. The calls for one
 * client's lines come one after the other, all others at any time. Any thread.
 */
public final class ChatRoomService {

	private final Rooms rooms;

	private final Clients clients;

	private final Nodes nodes;

	private final NodeInbox inbox;

	private final Commands commands;

	private final Sanctions sanctions;

	private final Enforcement enforcement;

	private final Moderation moderation;

	private final SanctionAdministration sanctionAdministration;

	private final AccountAdministration accounts;

	private final Tokens tokens;

	private final RoomObserver observer;

	private final int maxLineLength;

	/**
	 * Creates a chat in which nobody is.
	 * @param namePolicy the rules for names
	 * @param settings the settings of rooms
	 * @param operators names of accounts that are operators' by the settings
	 * @param ports what it needs
	 * @param clock stamps private messages, and what operators do
	 */
	public ChatRoomService(NamePolicy namePolicy, RoomSettings settings, Collection<String> operators, Ports ports,
			InstantSource clock) {
		Names names = new Names(namePolicy, ports.register());
		this.observer = ports.observer();
		this.maxLineLength = settings.maxLineLength();
		this.clients = new Clients(ports.log(), ports.outlet());
		this.rooms = new Rooms(ports.log(), names, settings, this.clients, ports.outlet(), ports.delays());
		ports.log().watch(new LogNotices(this.clients));
		this.sanctions = new Sanctions(ports.records(), names, clock);
		this.enforcement = new Enforcement(this.clients, names, this.sanctions, clock, ports.observer());
		this.nodes = ports.nodes();
		this.inbox = new NodeInbox(this.clients, this.sanctions, this.enforcement);
		AllClients allClients = new AllClients(names, this.clients, this.inbox, ports.nodes());
		Deeds deeds = new Deeds(ports.records(), clock, ports.observer());
		this.moderation = new Moderation(allClients, this.rooms, names, deeds, settings.maxLineLength());
		this.sanctionAdministration = new SanctionAdministration(allClients, this.enforcement, names, this.sanctions,
				deeds, settings.maxLineLength());
		Accounts owned = new Accounts(ports.records(), ports.hasher(), names, operators, clock);
		this.accounts = new AccountAdministration(owned, allClients, names, deeds);
		this.tokens = new Tokens(ports.records(), owned, allClients, deeds);
		Naming naming = new Naming(this.clients, this.rooms, this.enforcement, ports.observer());
		SignIns signIns = new SignIns(this.clients, allClients, names, this.enforcement, naming, owned, ports.outlet(),
				ports.observer());
		Entrance entrance = new Entrance(names, owned, this.sanctions, this.enforcement, naming, signIns);
		Replays replays = new Replays(ports.log(), ports.outlet());
		Programs programs = new Programs(this.rooms, this.clients, allClients, replays, names, owned, this.enforcement);
		this.commands = new Commands(this.clients, replays, entrance, signIns,
				new RoomCommands(this.rooms, this.clients, replays), new PeopleCommands(allClients, names, clock),
				new AccountCommands(owned, signIns, allClients, this.tokens),
				new OperatorCommands(this.moderation, this.sanctionAdministration), programs, this.enforcement,
				ports.observer());
	}

	/**
	 * Opens the rooms and the sanctions that were kept. Called once, before clients
	 * connect and when the outlet works.
	 */
	public void open() {
		this.nodes.open(this.inbox);
		this.sanctions.read();
		this.rooms.open();
	}

	/**
	 * A client has connected.
	 * @param client the client's id
	 * @param origin where it comes from
	 */
	public void connected(String client, Origin origin) {
		Client connected = this.clients.connect(client, origin, this.rooms.holdFirst());
		// a ban may be newer than the check of its address when it was accepted
		this.enforcement.endIfBanned(connected);
	}

	/**
	 * A client has sent a line.
	 * @param client the client's id; one that has gone is ignored
	 * @param line the line, without its end
	 * @param cleaned whether controls were removed from it: then it is no name
	 * @param since when it was read, as {@link System#nanoTime()}
	 */
	public void received(String client, String line, boolean cleaned, long since) {
		handle(client, (known) -> this.commands.handle(known, line, cleaned, since));
	}

	/**
	 * A client has sent a line that is too long.
	 * @param client the client's id; one that has gone is ignored
	 */
	public void receivedTooLong(String client) {
		handle(client, (known) -> refuse(known, RefusalReason.TOO_LONG, Refusals.tooLong(this.maxLineLength)));
	}

	/**
	 * A client has sent a line that is not UTF-8.
	 * @param client the client's id; one that has gone is ignored
	 */
	public void receivedNotUtf8(String client) {
		handle(client, (known) -> {
			refuse(known, RefusalReason.NOT_UTF8, Refusals.notUtf8(!known.sentUtf8Remedy));
			known.sentUtf8Remedy = true;
		});
	}

	private void refuse(Client client, RefusalReason reason, Reply reply) {
		this.observer.refused(reason);
		if (client.life.awaitApplied()) {
			client.room.tell(client, reply);
		}
	}

	private void handle(String id, Consumer<Client> action) {
		Client client = this.clients.client(id);
		if (client == null || !client.life.begin()) {
			return;
		}
		try {
			action.accept(client);
		}
		finally {
			if (client.life.done()) {
				this.clients.leave(client);
			}
		}
	}

	/**
	 * A client has disconnected, however that came about. What it sends after this is
	 * ignored.
	 * @param client the client's id
	 */
	public void disconnected(String client) {
		Client known = this.clients.client(client);
		if (known != null) {
			this.clients.end(known, null, "");
		}
	}

	/**
	 * Says goodbye to all clients and closes them; those that connect later are closed at
	 * once. On other nodes the members leave: what they have sent is applied before, and
	 * they do not receive who leaves.
	 */
	public void close() {
		this.clients.beginStop();
		if (this.rooms.areShared()) {
			this.clients.freeze();
			this.rooms.silence();
			this.nodes.leave();
		}
		this.rooms.closeAll();
		// those that moved meanwhile
		this.clients.closeAll();
	}

	/**
	 * Returns what operators can do with members and rooms.
	 */
	public Moderation moderation() {
		return this.moderation;
	}

	/**
	 * Returns how operators ban and mute.
	 */
	public SanctionAdministration sanctionAdministration() {
		return this.sanctionAdministration;
	}

	/**
	 * Returns what an operator outside the chat can do with accounts.
	 */
	public AccountAdministration accounts() {
		return this.accounts;
	}

	/**
	 * Returns the tokens with which programs act for accounts.
	 */
	public Tokens tokens() {
		return this.tokens;
	}

	/**
	 * Returns who is banned or muted.
	 */
	public Sanctions sanctions() {
		return this.sanctions;
	}

	/**
	 * Returns the rooms, and who is in them.
	 */
	public Rooms rooms() {
		return this.rooms;
	}

	/**
	 * Returns whether a client is one of this node, and may still be a member.
	 * @param client the client's id
	 */
	public boolean isHere(String client) {
		return this.clients.client(client) != null;
	}

}
