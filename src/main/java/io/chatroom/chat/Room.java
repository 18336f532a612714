package io.chatroom.chat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.RoomLine;
import org.jspecify.annotations.Nullable;

/**
 * A room: one lock, and what it guards ({@link Inside}). The lock also orders what is
 * sent: an answer comes after the lines that it reflects, and before later ones. Any
 * thread.
 */
final class Room implements RoomChoice {

	private static final Duration DIGEST_PERIOD = Duration.ofSeconds(5);

	/** Taken before a client's lock and an outbox's. Nothing is proposed under it. */
	private final TimedLock lock = new TimedLock();

	private final Name name;

	private final RoomStatus status;

	@GuardedBy("lock")
	private final Inside inside;

	Room(Name name, KeptRoom kept, RoomSettings settings, HistoryMemory memory, Clients clients, Outlet outlet,
			Delays delays, boolean canReadLog) {
		RoomState state = new RoomState(kept, settings, memory);
		Digest digest = new Digest(settings.digestAbove(), () -> delays.run(DIGEST_PERIOD, this::sendDigest));
		RoomOutput output = new RoomOutput(name.text(), outlet, digest);
		RoomReplay replay = new RoomReplay(state, output, settings.motd(), canReadLog);
		this.name = name;
		this.status = new RoomStatus(state);
		RoomClients here = new RoomClients(this, clients, state, output);
		this.inside = new Inside(state, output, replay, here,
				new RoomChanges(this, here, state, this.status, output, replay, settings.replay()));
	}

	String name() {
		return this.name.text();
	}

	/**
	 * Returns what its name reads like.
	 */
	List<String> keys() {
		return this.name.keys();
	}

	/**
	 * Returns what any thread may read of it.
	 */
	RoomStatus status() {
		return this.status;
	}

	/**
	 * Returns what the list of rooms says about it.
	 */
	RoomLine line() {
		return this.status.line(name());
	}

	void hold() {
		this.status.hold();
	}

	void release() {
		this.status.release();
	}

	LockTimes lockTimes() {
		return this.lock.times();
	}

	/**
	 * Applies the next entries of the log.
	 */
	void apply(List<Entry> entries) {
		// as run(), without an object for each line
		this.lock.lock();
		try {
			this.inside.changes().apply(entries);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Does something under the lock, and returns the result.
	 */
	<T extends @Nullable Object> T call(Function<Inside, T> action) {
		this.lock.lock();
		try {
			return action.apply(this.inside);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Does something under the lock.
	 */
	void run(Consumer<Inside> action) {
		this.lock.lock();
		try {
			action.accept(this.inside);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends a reply to one client.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean tell(Client client, Reply reply) {
		return tell(client, (state) -> reply);
	}

	/**
	 * Sends a reply that depends on the room's state to one client.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean tell(Client client, Function<RoomState, @Nullable Reply> reply) {
		return call((locked) -> locked.clients().tell(client, reply));
	}

	/**
	 * Returns the members in join order.
	 */
	List<Member> members() {
		return call((locked) -> locked.state().members());
	}

	/**
	 * Closes all clients in one hold of the lock. So each line is received by all of them
	 * or by none, and its sender knows whether to send it again to the next server.
	 */
	void closeAll() {
		run((locked) -> locked.clients().here().forEach(locked.clients()::closeAtStop));
	}

	private void sendDigest() {
		run((locked) -> locked.output().broadcastDigest(locked.state().size()));
	}

	/**
	 * What the lock guards: only who holds it has this.
	 *
	 * @param state who is here, and what happened last
	 * @param output sends it
	 * @param replay sends it again
	 * @param clients the clients of this server that are here
	 * @param changes applies what the log has ordered
	 */
	record Inside(RoomState state, RoomOutput output, RoomReplay replay, RoomClients clients, RoomChanges changes) {
	}

}
