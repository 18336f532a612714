package io.chatroom.chat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import org.jspecify.annotations.Nullable;

/**
 * A room: applies what its log has ordered, and sends it to its clients. One lock guards
 * its state. The lock also orders what is sent: an answer comes after the lines that it
 * reflects, and before later ones. Long because each method takes the lock itself, so
 * that Error Prone checks it. Any thread.
 */
final class Room {

	/** Taken before a client's lock and an outbox's. Nothing is proposed under it. */
	private final TimedLock lock = new TimedLock();

	private final String name;

	/** The clients of this server, by id. */
	private final Map<String, Client> clients;

	@GuardedBy("lock")
	private final RoomState state;

	@GuardedBy("lock")
	private final RoomOutput output;

	/** Written under the lock, read by any thread. */
	private volatile int size;

	Room(String name, RoomState state, Map<String, Client> clients, Outlet outlet) {
		this.name = name;
		this.state = state;
		this.clients = clients;
		this.output = new RoomOutput(name, outlet);
	}

	String name() {
		return this.name;
	}

	/**
	 * Returns how many members there are. Takes no lock.
	 */
	int size() {
		return this.size;
	}

	LockTimes lockTimes() {
		return this.lock.times();
	}

	/**
	 * Applies the next entries of the log.
	 */
	void apply(List<Entry> entries) {
		this.lock.lock();
		try {
			for (Entry entry : entries) {
				String id = entry.client();
				Client client = (id != null) ? this.clients.get(id) : null;
				if (client != null) {
					apply(entry, client);
				}
				else {
					this.output.broadcast(this.state.apply(entry));
				}
			}
			this.size = this.state.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Applies an entry that is about a client of this server. It sees neither its own
	 * join nor its own leave line.
	 */
	@GuardedBy("lock")
	private void apply(Entry entry, Client client) {
		try {
			switch (entry.event()) {
				case Joined joined -> {
					replayBeforeJoin(client);
					Entry seen = this.state.apply(entry);
					this.output.send(client, this.state.welcome(joined.name()));
					this.output.broadcast(seen);
					this.output.follow(client, true);
				}
				case Left left -> {
					this.clients.remove(client.id);
					this.output.end(client);
					this.output.broadcast(this.state.apply(entry));
				}
				default -> this.output.broadcast(this.state.apply(entry));
			}
		}
		finally {
			client.applied();
		}
	}

	@GuardedBy("lock")
	private void replayBeforeJoin(Client client) {
		client.followsAfter = this.state.history().last();
		Resume resume = client.resume;
		if (resume != null) {
			// checked again: the history may have dropped entries since
			replay(client, resume);
		}
	}

	@GuardedBy("lock")
	private void replay(Client client, Resume resume) {
		if (mayResume(client, resume)) {
			this.output.replay(client, this.state.history().between(resume.seq(), client.followsAfter));
		}
	}

	@GuardedBy("lock")
	private boolean mayResume(Client client, Resume resume) {
		Refused refusal = (client.format == Format.JSON) ? this.state.refuse(resume) : Refusals.NEEDS_JSON;
		if (refusal != null) {
			this.output.send(client, refusal);
		}
		return refusal == null;
	}

	/**
	 * Sends a reply to one client.
	 */
	void tell(Client client, Reply reply) {
		tell(client, (state) -> reply);
	}

	/**
	 * Sends a reply that depends on the room's state to one client.
	 */
	void tell(Client client, Function<RoomState, Reply> reply) {
		this.lock.lock();
		try {
			this.output.send(client, reply.apply(this.state));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends a client the last lines, actions and announcements again.
	 * @param lines how many
	 */
	void tellHistory(Client client, int lines) {
		this.lock.lock();
		try {
			List<Entry> spoken = this.state.history().spoken(lines);
			if (spoken.isEmpty()) {
				this.output.send(client, Notice.NOTHING_SAID);
			}
			this.output.replay(client, spoken);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Changes the format of a client, and sends its prompt or welcome in the new format.
	 */
	void format(Client client, Format format) {
		this.lock.lock();
		try {
			Member member = this.state.member(client.id);
			client.format = format;
			client.followsAfter = this.state.history().last();
			this.output.follow(client, member != null);
			this.output.send(client, (member != null) ? this.state.welcome(member.name()) : this.state.prompt());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends a member what it missed, up to what it received itself. A client without a
	 * name receives it when it joins.
	 */
	void resume(Client client, Resume resume) {
		this.lock.lock();
		try {
			if (this.state.member(client.id) != null) {
				replay(client, resume);
			}
			else if (mayResume(client, resume)) {
				client.resume = resume;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes all clients in one hold of the lock. So each line is received by all of them
	 * or by none, and its sender knows whether to send it again to the next server.
	 */
	void closeAll() {
		this.lock.lock();
		try {
			for (Client client : List.copyOf(this.clients.values())) {
				if (client.room.equals(this) && client.endAtStop(CloseReason.GOING_DOWN)) {
					this.clients.remove(client.id);
					this.output.end(client);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes a client. Nobody else receives anything.
	 */
	void close(Client client) {
		this.lock.lock();
		try {
			this.output.end(client);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns a client as a member, or null.
	 */
	@Nullable Member member(Client client) {
		this.lock.lock();
		try {
			return this.state.member(client.id);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns the members in join order.
	 */
	List<Member> members() {
		this.lock.lock();
		try {
			return this.state.members();
		}
		finally {
			this.lock.unlock();
		}
	}

}
