package io.chatroom.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one door to the room: clients connect, say lines, and go. It owns the lock that
 * guards the room, and hands out what is to be said while it holds it, so that all see
 * one order. Any thread.
 */
public final class ChatRoomService {

	/** Taken before an outbox's lock, never after one; nothing slow happens under it. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Outlet outlet;

	private final Conversation conversation;

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
		this.outlet = outlet;
		this.conversation = new Conversation(namePolicy, phrases, outlet);
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
			Visitor visitor = new Visitor(client, address);
			this.visitors.put(client, visitor);
			this.conversation.begin(visitor);
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
			this.conversation.hear(visitor, line);
			if (visitor.isGone()) {
				this.visitors.remove(client);
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
			Visitor visitor = this.visitors.get(client);
			if (visitor != null) {
				this.conversation.refuse(visitor, refusal);
			}
		});
	}

	/**
	 * A client has gone, however that came about. What comes of it after this is ignored.
	 * @param client the client's id
	 */
	public void disconnected(String client) {
		locked(() -> {
			Visitor visitor = this.visitors.remove(client);
			if (visitor != null) {
				this.conversation.leave(visitor);
			}
		});
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
			// nobody is left to be told who leaves
			this.visitors.clear();
		});
	}

	/**
	 * Returns how many have a name.
	 */
	public int memberCount() {
		return this.memberCount;
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
			this.memberCount = this.closed ? 0 : this.conversation.members();
		}
		finally {
			this.lock.unlock();
		}
	}

}
