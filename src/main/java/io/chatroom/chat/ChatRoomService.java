package io.chatroom.chat;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.RefusalReason;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The door to the chat: clients connect, send lines and disconnect; an operator announces
 * and kicks. The calls for one client's lines come one after the other, all others at any
 * time. Any thread.
 */
public final class ChatRoomService {

	private final Rooms rooms;

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
	 * @param outlet where lines to clients go
	 * @param observer is told what passes through
	 */
	public ChatRoomService(NamePolicy namePolicy, RoomSettings settings, RoomLog log, Register register,
			InstantSource clock, Outlet outlet, RoomObserver observer) {
		Names names = new Names(namePolicy, register);
		this.rooms = new Rooms(log, names, settings, outlet);
		this.commands = new Commands(this.rooms, names, clock, observer);
		this.observer = observer;
		this.maxLineLength = settings.maxLineLength();
	}

	/**
	 * A client has connected.
	 * @param client the client's id
	 * @param address the client's address, as members may see it
	 */
	public void connected(String client, String address) {
		this.rooms.connect(client, address);
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
		Client client = this.rooms.client(id);
		if (client == null || !client.begin()) {
			return;
		}
		try {
			action.accept(client);
		}
		finally {
			if (client.done()) {
				this.rooms.leave(client);
			}
		}
	}

	/**
	 * A client has disconnected, however that came about. What it sends after this is
	 * ignored.
	 * @param client the client's id
	 */
	public void disconnected(String client) {
		Client known = this.rooms.client(client);
		if (known != null) {
			this.rooms.end(known, null, "");
		}
	}

	/**
	 * Says goodbye to all clients and closes them; those that connect later are closed at
	 * once.
	 */
	public void close() {
		this.rooms.close();
	}

	/**
	 * Sends a line of the operator to all members.
	 * @param text the line, without its end
	 * @throws IllegalArgumentException when it is none, with a message for the operator
	 */
	public void announce(String text) {
		this.rooms.announce(OperatorLine.of("text", text, this.maxLineLength));
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
		String lastWords = (reason != null) ? CloseReason.kicked(OperatorLine.of("reason", reason, this.maxLineLength))
				: CloseReason.KICKED.lastWords();
		Client client = this.rooms.named(name);
		return client != null && this.rooms.end(client, CloseReason.KICKED, lastWords);
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
	 * Returns how long threads waited for the locks of rooms, and held them.
	 */
	public LockTimes lockTimes() {
		return this.rooms.lockTimes();
	}

}
