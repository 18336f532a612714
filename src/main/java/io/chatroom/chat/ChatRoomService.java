package io.chatroom.chat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import io.chatroom.protocol.RoomEvent.Announced;
import io.chatroom.protocol.RoomEvent.TopicSet;
import org.jspecify.annotations.Nullable;

/**
 * The door to the chat: clients connect, send lines and disconnect; an operator announces
 * and kicks. The calls for one client's lines come one after the other, all others at any
 * time. Any thread.
 */
public final class ChatRoomService {

	/** Who sets a topic for the operator; no member has that name. */
	private static final String SERVER = "server";

	private final Rooms rooms;

	private final Clients clients;

	private final Commands commands;

	private final RoomObserver observer;

	private final int maxLineLength;

	/**
	 * Creates a chat in which nobody is.
	 * @param namePolicy the rules for names
	 * @param settings the settings of rooms
	 * @param log orders what happens
	 * @param register knows who has which name
	 * @param clock stamps private messages
	 * @param delays runs what is told later
	 * @param outlet where lines to clients go
	 * @param observer is told what passes through
	 */
	public ChatRoomService(NamePolicy namePolicy, RoomSettings settings, RoomLog log, Register register,
			InstantSource clock, Delays delays, Outlet outlet, RoomObserver observer) {
		Names names = new Names(namePolicy, register);
		Map<String, Client> connected = new ConcurrentHashMap<>();
		this.rooms = new Rooms(log, names, settings, connected, outlet, delays);
		this.clients = new Clients(connected, this.rooms, log, names, outlet);
		this.commands = new Commands(this.rooms, this.clients, names, clock, observer);
		this.observer = observer;
		this.maxLineLength = settings.maxLineLength();
	}

	/**
	 * Opens the rooms that the log has kept. Called once, before clients connect and when
	 * the outlet works.
	 */
	public void open() {
		this.rooms.open();
	}

	/**
	 * A client has connected.
	 * @param client the client's id
	 * @param address the client's address, as members may see it
	 */
	public void connected(String client, String address) {
		this.clients.connect(client, address);
	}

	/**
	 * A client has sent a line.
	 * @param client the client's id; one that has gone is ignored
	 * @param line the line, without its end
	 * @param cleaned whether controls were removed from it: then it is no name
	 * @param since when it was read, as {@link System#nanoTime()}
	 */
	public void received(String client, String line, boolean cleaned, long since) {
		if (!line.isBlank()) {
			handle(client, (known) -> this.commands.handle(known, line, cleaned, since));
		}
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
		if (client.awaitApplied()) {
			client.room.tell(client, reply);
		}
	}

	private void handle(String id, Consumer<Client> action) {
		Client client = this.clients.client(id);
		if (client == null || !client.begin()) {
			return;
		}
		try {
			action.accept(client);
		}
		finally {
			if (client.done()) {
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
	 * once.
	 */
	public void close() {
		this.clients.close();
	}

	/**
	 * Sends a line of the operator to all members.
	 * @param text the line, without its end
	 * @throws IllegalArgumentException when it is none, with a message for the operator
	 */
	public void announce(String text) {
		this.rooms.proposeToAll(announced(text));
	}

	/**
	 * Sends a line of the operator to the members of a room.
	 * @param room the room's name
	 * @param text the line, without its end
	 * @return false when there is no such room
	 * @throws IllegalArgumentException when it is none, with a message for the operator
	 */
	public boolean announce(String room, String text) {
		return propose(room, announced(text));
	}

	private Announced announced(String text) {
		return new Announced(OperatorLine.of("text", text, this.maxLineLength));
	}

	/**
	 * Sets the topic of a room.
	 * @param room the room's name
	 * @param topic the topic; empty for none
	 * @return false when there is no such room
	 * @throws IllegalArgumentException when it is no line, with a message for the
	 * operator
	 */
	public boolean setTopic(String room, String topic) {
		String line = topic.isBlank() ? "" : OperatorLine.of("topic", topic, this.maxLineLength);
		return propose(room, new TopicSet(SERVER, line));
	}

	private boolean propose(String name, RoomEvent event) {
		Room room = this.rooms.hold(name);
		if (room == null) {
			return false;
		}
		try {
			this.rooms.propose(room, event);
		}
		finally {
			room.release();
		}
		return true;
	}

	/**
	 * Disconnects a member and tells them why.
	 * @param name the member's name
	 * @param reason why, or null
	 * @return false when no member has that name
	 * @throws IllegalArgumentException when the reason is no line, with a message for the
	 * operator
	 */
	public boolean kick(String name, @Nullable String reason) {
		String lastWords = kicked(reason);
		Client client = this.clients.named(name);
		return client != null && this.clients.end(client, CloseReason.KICKED, lastWords);
	}

	/**
	 * Disconnects a member of a room and tells them why.
	 * @param name the member's name
	 * @param room the room's name
	 * @param reason why, or null
	 * @return false when no member of that room has that name
	 * @throws IllegalArgumentException when the reason is no line, with a message for the
	 * operator
	 */
	public boolean kick(String name, String room, @Nullable String reason) {
		String lastWords = kicked(reason);
		Room held = this.rooms.hold(room);
		if (held == null) {
			return false;
		}
		try {
			Client client = this.clients.named(name);
			return client != null && client.room.equals(held)
					&& this.clients.end(client, CloseReason.KICKED, lastWords);
		}
		finally {
			held.release();
		}
	}

	/**
	 * Disconnects all members of a room and tells them why.
	 * @param room the room's name
	 * @param reason why, or null
	 * @return how many were disconnected, or -1 when there is no such room
	 * @throws IllegalArgumentException when the reason is no line, with a message for the
	 * operator
	 */
	public int kickAll(String room, @Nullable String reason) {
		String lastWords = kicked(reason);
		Room held = this.rooms.hold(room);
		if (held == null) {
			return -1;
		}
		int kicked = 0;
		try {
			for (Member member : held.members()) {
				Client client = this.clients.client(member.client());
				if (client != null && this.clients.end(client, CloseReason.KICKED, lastWords)) {
					kicked++;
				}
			}
		}
		finally {
			held.release();
		}
		return kicked;
	}

	private String kicked(@Nullable String reason) {
		return (reason != null) ? CloseReason.kicked(OperatorLine.of("reason", reason, this.maxLineLength))
				: CloseReason.KICKED.lastWords();
	}

	/**
	 * Returns the rooms, those with most members first.
	 */
	public List<RoomLine> rooms() {
		return this.rooms.all();
	}

	/**
	 * Returns how many rooms there are. Takes no lock.
	 */
	public int roomCount() {
		return this.rooms.count();
	}

	/**
	 * Returns how many members the largest room has. Takes no lock.
	 */
	public int largestRoom() {
		return this.rooms.largest();
	}

	/**
	 * Returns the members, in join order.
	 */
	public List<Member> members() {
		return this.rooms.members();
	}

	/**
	 * Returns how many members there are. Takes no lock.
	 */
	public int memberCount() {
		return this.rooms.memberCount();
	}

	/**
	 * Returns whether lines can be stored now. If not, they are refused. Takes no lock.
	 */
	public boolean isStoring() {
		return this.rooms.isStoring();
	}

	/**
	 * Returns how long threads waited for the locks of rooms, and held them.
	 */
	public LockTimes lockTimes() {
		return this.rooms.lockTimes();
	}

}
