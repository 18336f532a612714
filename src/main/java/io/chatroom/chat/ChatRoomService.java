package io.chatroom.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.chatroom.chat.RoomEvent.Emoted;
import io.chatroom.chat.RoomEvent.Joined;
import io.chatroom.chat.RoomEvent.Left;
import io.chatroom.chat.RoomEvent.Renamed;
import io.chatroom.chat.RoomEvent.Said;

/**
 * The one door to the room: clients connect, say lines, and go. It owns the lock that
 * guards the room, and hands out what is to be said while it holds it, so that all see
 * one order. Any thread.
 */
public final class ChatRoomService {

	private static final int MOST_REFUSALS = 10;

	private final NamePolicy namePolicy;

	private final Phrases phrases;

	private final Outlet outlet;

	/** Taken before an outbox's lock, never after one; nothing slow happens under it. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Room room = new Room();

	/** Those that are connected, by id. */
	private final Map<String, Visitor> visitors = new HashMap<>();

	private boolean closed;

	private volatile int memberCount;

	/**
	 * Creates an empty room.
	 * @param namePolicy the rules for names
	 * @param phrases what it says
	 * @param outlet where it says it
	 */
	public ChatRoomService(NamePolicy namePolicy, Phrases phrases, Outlet outlet) {
		this.namePolicy = namePolicy;
		this.phrases = phrases;
		this.outlet = outlet;
	}

	/**
	 * A client has come.
	 * @param client the client's id
	 * @param address the client's address, as members may see it
	 */
	public void connected(String client, String address) {
		locked(() -> {
			if (this.closed) {
				this.outlet.hangUp(client);
				return;
			}
			this.visitors.put(client, new Visitor(client, address));
			this.outlet.tell(client, Phrases.GREETING);
		});
	}

	/**
	 * A client has sent a line.
	 * @param client the client's id; one that has gone is ignored
	 * @param line the line, without its end
	 */
	public void received(String client, String line) {
		locked(() -> {
			Visitor visitor = this.visitors.get(client);
			if (visitor == null || line.isBlank()) {
				return;
			}
			Command command = Command.parse(line);
			Name name = this.room.nameOf(client);
			if (command instanceof Command.Quit) {
				quit(client);
			}
			else if (name == null) {
				askForName(visitor, line);
			}
			else {
				perform(command, client, name);
			}
		});
	}

	/**
	 * A client has sent a line that cannot be read.
	 * @param client the client's id; one that has gone is ignored
	 * @param refusal why not
	 */
	public void refused(String client, Refusal refusal) {
		locked(() -> {
			if (this.visitors.containsKey(client)) {
				this.outlet.tell(client, this.phrases.of(refusal));
			}
		});
	}

	/**
	 * A client has gone, however that came about. What comes of it after this is ignored.
	 * @param client the client's id
	 */
	public void disconnected(String client) {
		locked(() -> leave(client));
	}

	/**
	 * Says goodbye to all and hangs up on them; whoever comes after that is hung up on at
	 * once.
	 */
	public void close() {
		locked(() -> {
			this.closed = true;
			for (String client : this.visitors.keySet()) {
				this.outlet.tell(client, Phrases.GOING_DOWN);
				this.outlet.hangUp(client);
			}
			this.visitors.clear();
		});
	}

	/**
	 * Returns how many have a name.
	 */
	public int memberCount() {
		return this.memberCount;
	}

	private void askForName(Visitor visitor, String line) {
		switch (claim(line, visitor.client)) {
			case Name name -> {
				this.outlet.tell(visitor.client, this.phrases.welcome(name));
				happen(new Joined(visitor.client, name, visitor.address));
				this.outlet.listen(visitor.client);
			}
			case NameRefusal refusal -> {
				this.outlet.tell(visitor.client, this.phrases.of(refusal));
				visitor.refusals++;
				if (visitor.refusals == MOST_REFUSALS) {
					hangUp(visitor.client, Phrases.TOO_MANY_TRIES);
				}
			}
		}
	}

	private void perform(Command command, String client, Name name) {
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
			case Command.Quit quit -> quit(client);
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
		boolean taken = check instanceof Name name && !this.room.ownersOf(name).stream().allMatch(client::equals);
		return taken ? NameRefusal.TAKEN : check;
	}

	private void tellPrivately(String client, Name name, Command.Msg msg) {
		NameCheck wanted = this.namePolicy.check(msg.name());
		List<String> owners = (wanted instanceof Name like) ? this.room.ownersOf(like) : List.of();
		String receiver = owners.isEmpty() ? null : owners.getFirst();
		Name receiverName = (receiver != null) ? this.room.nameOf(receiver) : null;
		if (receiver == null || receiverName == null) {
			this.outlet.tell(client, this.phrases.nobody(msg.name()));
			return;
		}
		this.outlet.tell(client, this.phrases.to(receiverName, msg.text()));
		this.outlet.tell(receiver, this.phrases.from(name, msg.text()));
	}

	private void quit(String client) {
		hangUp(client, Phrases.QUIT);
	}

	private void hangUp(String client, String lastLine) {
		this.outlet.tell(client, lastLine);
		// first, so that she does not see her own leave line
		this.outlet.hangUp(client);
		leave(client);
	}

	private void leave(String client) {
		this.visitors.remove(client);
		Name name = this.room.nameOf(client);
		if (name != null) {
			happen(new Left(client, name));
		}
	}

	/**
	 * The one place where the room changes, and where all are told.
	 */
	private void happen(RoomEvent event) {
		this.room.apply(event);
		this.memberCount = this.room.names().size();
		if (!this.closed) {
			this.outlet.tellAll(this.phrases.of(event));
		}
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One that is connected. Guarded by the room's lock.
	 */
	private static final class Visitor {

		private final String client;

		private final String address;

		private int refusals;

		Visitor(String client, String address) {
			this.client = client;
			this.address = address;
		}

	}

}
