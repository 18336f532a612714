package io.chatroom.chat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Removed;

/**
 * Opens a room in the log and the outlet, and closes it there. What the log decides about
 * a room it brings to it. Any thread.
 */
final class RoomMaker {

	private final RoomLog log;

	private final Names names;

	private final RoomSettings settings;

	/** The clients of this server. */
	private final Clients clients;

	private final Outlet outlet;

	private final Delays delays;

	private final HistoryMemory memory;

	/** Open when the outlet works. */
	private final CountDownLatch opened = new CountDownLatch(1);

	RoomMaker(RoomLog log, Names names, RoomSettings settings, Clients clients, Outlet outlet, Delays delays) {
		this.log = log;
		this.names = names;
		this.settings = settings;
		this.clients = clients;
		this.outlet = outlet;
		this.delays = delays;
		this.memory = new HistoryMemory(settings.allHistoryBytes());
	}

	/**
	 * The outlet works from now on.
	 */
	void open() {
		this.opened.countDown();
	}

	/**
	 * Returns what the log has kept of a room. May wait for a disk or a network.
	 */
	KeptRoom kept(Name name) {
		return this.log.find(name.text(), name.keys());
	}

	/**
	 * Opens a room.
	 * @param kept what the log has kept of it; it was not opened since that was read
	 */
	Room make(KeptRoom kept) {
		Name name = this.names.known(kept.name());
		this.memory.addRooms(1);
		Room room = new Room(name, kept, this.settings, this.memory, this.clients, this.outlet, this.delays,
				this.log.canRead());
		this.outlet.openRoom(name.text());
		this.log.open(kept, name.keys(), new Listener(room));
		return room;
	}

	/**
	 * Lets those leave whose process has ended, if only this node uses the log. A leave
	 * never waits.
	 */
	void letGoneLeave(Room room) {
		if (!this.log.isShared()) {
			for (Member member : room.members()) {
				this.log.append(room.name(), member.client(), new Left(member.name()), System.nanoTime());
			}
		}
	}

	void close(Room room) {
		this.log.close(room.name());
		this.outlet.closeRoom(room.name());
		room.run((locked) -> locked.state().history().clear());
		this.memory.addRooms(-1);
	}

	/**
	 * Waits until the outlet works. Other nodes may use the first room before.
	 * @return false if this server stops before
	 */
	private boolean awaitOpen() {
		try {
			if (this.log.isShared()) {
				this.opened.await();
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static boolean hasGone(Entry entry) {
		return entry.event() instanceof Left || entry.event() instanceof Removed;
	}

	private void apply(Room room, List<Entry> entries) {
		for (Entry entry : entries) {
			String client = entry.client();
			// also of another node's client that has gone: before the room sends the
			// entry, since a client that receives it may claim the name at once
			if (client != null && (this.clients.client(client) != null || hasGone(entry))) {
				this.names.release(entry.event(), client);
			}
		}
		room.apply(entries);
	}

	/**
	 * Receives what the log decides about a room.
	 */
	private final class Listener implements RoomListener {

		private final Room room;

		Listener(Room room) {
			this.room = room;
		}

		@Override
		public void ordered(List<Entry> entries) {
			if (awaitOpen()) {
				apply(this.room, entries);
			}
		}

		@Override
		public void refused(String client) {
			this.room.run((locked) -> locked.changes().refuse(client));
		}

		@Override
		public Map<String, String> renewed(KeptRoom kept) {
			return this.room.call((locked) -> locked.changes().renew(kept, locked.clients().here()));
		}

	}

}
