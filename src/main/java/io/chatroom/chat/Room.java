package io.chatroom.chat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.chatroom.protocol.CloseReason;
import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.Format;
import io.chatroom.protocol.Refusals;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.Reply;
import io.chatroom.protocol.Reply.Notice;
import io.chatroom.protocol.Reply.Prompt;
import io.chatroom.protocol.Reply.Refused;
import io.chatroom.protocol.Reply.Renewed;
import io.chatroom.protocol.Reply.Welcome;
import io.chatroom.protocol.RoomEvent.Joined;
import io.chatroom.protocol.RoomEvent.Left;
import io.chatroom.protocol.RoomEvent.Moved;
import io.chatroom.protocol.RoomEvent.Removed;
import io.chatroom.protocol.RoomEvent.Renamed;
import io.chatroom.protocol.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * A room: applies what its log has ordered, and sends it to its clients. One lock guards
 * its state. The lock also orders what is sent: an answer comes after the lines that it
 * reflects, and before later ones. Long because each method takes the lock itself, so
 * that Error Prone checks it. Any thread.
 */
final class Room implements RoomChoice {

	private static final Duration DIGEST_PERIOD = Duration.ofSeconds(5);

	/** Taken before a client's lock and an outbox's. Nothing is proposed under it. */
	private final TimedLock lock = new TimedLock();

	private final Name name;

	private volatile String epoch;

	private volatile long lastSpoken;

	private final RoomSettings settings;

	private final HistoryMemory memory;

	/** The clients of this server, by id. */
	private final Map<String, Client> clients;

	private final Delays delays;

	/** Whether entries that are not in memory can be read from the log. */
	private final boolean canReadLog;

	@GuardedBy("lock")
	private RoomState state;

	/** Whether nothing more is sent that happens here: the server stops. */
	@GuardedBy("lock")
	private boolean silent;

	@GuardedBy("lock")
	private final RoomOutput output;

	@GuardedBy("lock")
	private final Digest digest = new Digest();

	/**
	 * How many are here, on their way here, or about to propose something. While it is
	 * not 0 the room stays open. {@link Rooms} holds its own lock when it is raised.
	 */
	private final AtomicInteger holders = new AtomicInteger();

	/** Written under the lock, read by any thread; so are the next three. */
	private volatile int size;

	private volatile String topic;

	private volatile boolean topicOfOperator;

	/** When one of these changed last, as {@link System#nanoTime()}. */
	private volatile long lastUse = System.nanoTime();

	Room(Name name, KeptRoom kept, RoomSettings settings, HistoryMemory memory, Map<String, Client> clients,
			Outlet outlet, Delays delays, boolean canReadLog) {
		this.name = name;
		this.epoch = kept.epoch();
		this.settings = settings;
		this.memory = memory;
		this.state = new RoomState(kept, settings, memory);
		this.size = kept.members().size();
		this.topic = kept.topic();
		this.lastSpoken = this.state.history().lastSpoken();
		this.clients = clients;
		this.output = new RoomOutput(name.text(), outlet);
		this.delays = delays;
		this.canReadLog = canReadLog;
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
	 * Returns the word that names the numbering of its events.
	 */
	String epoch() {
		return this.epoch;
	}

	/**
	 * Returns what the list of rooms says about it.
	 */
	RoomLine line() {
		return new RoomLine(name(), this.size, this.topic, this.epoch, this.lastSpoken);
	}

	void hold() {
		this.holders.incrementAndGet();
	}

	void release() {
		this.holders.decrementAndGet();
	}

	/**
	 * Returns whether nobody needs the room.
	 */
	boolean isIdle() {
		return isEmpty() && this.topic.isEmpty();
	}

	/**
	 * Returns whether only a topic that a member has set keeps the room.
	 */
	boolean isSpare() {
		return isEmpty() && !this.topicOfOperator;
	}

	private boolean isEmpty() {
		return this.holders.get() == 0 && this.size == 0;
	}

	/**
	 * Returns how many members there are. Takes no lock.
	 */
	int size() {
		return this.size;
	}

	/**
	 * Returns when an idle room was used last, in the order of such uses.
	 */
	long idleSince() {
		return this.lastUse;
	}

	/**
	 * Returns the topic, empty if there is none. Takes no lock.
	 */
	String topic() {
		return this.topic;
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
				if (this.silent) {
					change(entry);
				}
				else if (client != null) {
					apply(entry, client);
				}
				else {
					broadcast(change(entry));
				}
			}
			this.output.flush();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Changes the state. What any thread may read of it is set before anybody is told.
	 */
	@GuardedBy("lock")
	private Entry change(Entry entry) {
		Entry seen = this.state.apply(entry);
		this.lastSpoken = this.state.history().lastSpoken();
		if (this.size != this.state.size() || !this.topic.equals(this.state.topic())) {
			this.size = this.state.size();
			this.topic = this.state.topic();
			this.topicOfOperator = this.state.isTopicOfOperator();
			this.lastUse = System.nanoTime();
		}
		return seen;
	}

	/**
	 * Applies an entry that is about a client of this server. It sees neither its own
	 * join nor its own leave line.
	 */
	@GuardedBy("lock")
	private void apply(Entry entry, Client client) {
		try {
			switch (entry.event()) {
				case Joined joined -> join(entry, joined, client);
				case Moved moved -> {
					this.output.follow(client, false);
					broadcast(change(entry));
					if (client.next != null) {
						client.room = client.next;
					}
					release();
				}
				case Left left -> leave(entry, client);
				case Removed removed -> leave(entry, client);
				case Renamed renamed -> {
					client.shownName = renamed.to();
					broadcast(change(entry));
				}
				default -> {
					Entry seen = change(entry);
					broadcast(seen);
					if (client.isProgram()) {
						// it does not follow the room in which it speaks
						this.output.tell(client, seen);
					}
				}
			}
		}
		finally {
			client.applied();
		}
	}

	@GuardedBy("lock")
	private void leave(Entry entry, Client client) {
		if (client.ending() == null) {
			// other nodes have let it leave, and this one does not know yet
			client.drop(CloseReason.AWAY_TOO_LONG);
		}
		this.clients.remove(client.id);
		end(client);
		broadcast(change(entry));
	}

	/**
	 * Closes a client that is no longer among {@link #clients}.
	 */
	@GuardedBy("lock")
	private void end(Client client) {
		client.shownName = null;
		this.output.end(client);
		release();
		if (client.next != null && !client.next.equals(this)) {
			client.next.release();
		}
		client.gone();
	}

	/**
	 * Refuses a line that the log could not store.
	 * @param id the id of the client that sent it
	 */
	void refuse(String id) {
		this.lock.lock();
		try {
			Client client = this.clients.get(id);
			if (client != null) {
				this.output.send(client, Refusals.CANNOT_STORE);
				client.applied();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void join(Entry entry, Joined joined, Client client) {
		boolean moved = joined.room() != null;
		client.followsAfter = this.state.history().last();
		List<Entry> before = moved ? spoken(client, this.settings.replay()) : List.of();
		Resume resume = moved ? null : client.resume;
		boolean missesMore = resume != null && client.format == Format.JSON && this.canReadLog
				&& !this.state.history().reaches(resume.seq());
		if (resume != null && !missesMore) {
			// checked again: the history may have dropped entries since
			replay(client, resume);
		}
		Entry seen = change(entry);
		client.shownName = joined.name();
		if (moved) {
			this.output.send(client, this.state.entered());
			this.output.replay(client, before);
		}
		else {
			client.welcome = this.state.welcome(joined.name());
		}
		if (!missesMore) {
			welcome(client);
		}
		broadcast(seen);
		if (!missesMore) {
			this.output.follow(client, true);
		}
	}

	@GuardedBy("lock")
	private void welcome(Client client) {
		Welcome welcome = client.welcome;
		if (welcome != null) {
			client.welcome = null;
			this.output.send(client, welcome);
			this.settings.motd().forEach((line) -> this.output.send(client, new Notice(line)));
		}
	}

	/**
	 * Lets a client that has joined follow the room, if all entries that it was not sent
	 * are in memory: it is sent these first.
	 * @param sent the number of the last entry that it was sent
	 * @return false if some are not in memory
	 */
	boolean followAfter(Client client, long sent) {
		this.lock.lock();
		try {
			boolean reached = this.state.history().reaches(sent);
			if (reached) {
				this.state.history()
					.between(sent, Long.MAX_VALUE, (entry) -> true)
					.forEach((entry) -> tellMissed(client, entry));
				welcome(client);
				this.output.follow(client, true);
			}
			return reached;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends a client that has joined, and does not follow the room yet, its next entry.
	 */
	void tellNext(Client client, Entry entry) {
		this.lock.lock();
		try {
			tellMissed(client, this.state.seen(entry));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends an entry as the client would have received it: before its own join as
	 * replayed, and after that as live.
	 */
	@GuardedBy("lock")
	private void tellMissed(Client client, Entry entry) {
		if (entry.seq() <= client.followsAfter) {
			this.output.replay(client, List.of(entry));
			return;
		}
		welcome(client);
		if (entry.seq() > client.followsAfter + 1) {
			this.output.tell(client, entry);
		}
	}

	/**
	 * Sends an entry to all. Joins and leaves of a big room are sent as text by and by,
	 * and together.
	 */
	@GuardedBy("lock")
	private void broadcast(Entry entry) {
		boolean counted = Digest.counts(entry.event());
		boolean later = counted && this.state.size() > this.settings.digestAbove();
		boolean last = counted && !later && !this.digest.isEmpty();
		if ((later || last) && this.digest.add(entry.event())) {
			this.delays.run(DIGEST_PERIOD, this::tellDigest);
		}
		if (last) {
			sendDigest();
		}
		this.output.broadcast(entry, !later && !last);
	}

	private void tellDigest() {
		this.lock.lock();
		try {
			sendDigest();
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void sendDigest() {
		if (!this.digest.isEmpty()) {
			this.output.broadcastDigest(this.digest.take(this.state.size()));
		}
	}

	@GuardedBy("lock")
	private List<Entry> spoken(Client client, int lines) {
		return this.state.history().spoken(lines, (entry) -> client.filter.passes(entry, client.id));
	}

	@GuardedBy("lock")
	private void replay(Client client, Resume resume) {
		Refused refusal = (client.format == Format.JSON) ? this.state.refuse(resume, Long.MAX_VALUE)
				: Refusals.NEEDS_JSON;
		if (refusal != null) {
			this.output.send(client, refusal);
		}
		else {
			this.output.replay(client,
					this.state.history().between(resume.seq(), client.followsAfter, (entry) -> true));
		}
	}

	/**
	 * Returns why a client cannot resume, or null if it can.
	 * @param firstInLog the number of the first entry that can be read from the log
	 */
	@Nullable Refused refuse(Client client, Resume resume, long firstInLog) {
		this.lock.lock();
		try {
			return (client.format == Format.JSON) ? this.state.refuse(resume, firstInLog) : Refusals.NEEDS_JSON;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Asks a new client for a name, in text. A program is only told in JSON what it asks
	 * for.
	 */
	void greet(Client client) {
		this.lock.lock();
		try {
			if (client.isProgram()) {
				client.format = Format.JSON;
				this.output.follow(client, false);
			}
			else {
				this.output.send(client, this.state.prompt());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets a program receive what happens from now on.
	 */
	void follow(Client client) {
		this.lock.lock();
		try {
			this.output.send(client, this.state.prompt());
			this.output.follow(client, true);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begins to send a program what it missed.
	 * @param seq the number of the last event that it received
	 */
	void beginAfter(Client client, long seq) {
		this.lock.lock();
		try {
			// all of it is sent as replayed
			client.followsAfter = Long.MAX_VALUE;
			this.output.send(client, new Prompt(name(), this.epoch, seq, TextLines.GREETING));
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
		this.lock.lock();
		try {
			boolean here = client.room.equals(this);
			Reply said = here ? reply.apply(this.state) : null;
			if (said != null) {
				this.output.send(client, said);
			}
			return here;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns who is here, as another room is told.
	 */
	Reply who() {
		this.lock.lock();
		try {
			return this.state.who(name());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns whether a member made the room: by connection while that is open, then by
	 * name.
	 */
	boolean isMaker(Client client, String member) {
		this.lock.lock();
		try {
			String maker = this.state.makerClient();
			return this.clients.containsKey(maker) ? maker.equals(client.id) : this.state.isMaker(member);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends a client the last lines, actions and announcements again, unless some of them
	 * may be in the log alone.
	 * @param lines how many
	 * @return null if they were sent
	 */
	@Nullable Older tellHistory(Client client, int lines) {
		this.lock.lock();
		try {
			List<Entry> spoken = spoken(client, lines);
			long first = this.state.history().first();
			if (this.canReadLog && spoken.size() < lines && first > 1) {
				return new Older(first, this.state.history().last(), lines - spoken.size());
			}
			if (spoken.isEmpty()) {
				this.output.send(client, Notice.NOTHING_SAID);
			}
			this.output.replay(client, spoken);
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What a room does not remember of the last lines.
	 *
	 * @param before the number of the first entry that it remembers
	 * @param last the number of the last one
	 * @param missing how many lines must be found before
	 */
	record Older(long before, long last, int missing) {
	}

	/**
	 * Sends a client entries again, if they are in memory.
	 * @param after the number of the entry before the first
	 * @param until the number of the last
	 * @param which which of them
	 * @return false if some are not in memory
	 */
	boolean replay(Client client, long after, long until, Predicate<Entry> which) {
		this.lock.lock();
		try {
			boolean reached = this.state.history().reaches(after);
			if (reached) {
				this.output.replay(client, this.state.history().between(after, until, which));
			}
			return reached;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends a client an entry again.
	 */
	void replay(Client client, Entry entry) {
		this.lock.lock();
		try {
			this.output.replay(client, List.of(this.state.seen(entry)));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns the number of the first entry in memory, or of the next when there is none.
	 */
	long firstInMemory() {
		this.lock.lock();
		try {
			return this.state.history().first();
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
	 * Changes what a member does not want to receive, and tells it so.
	 * @param change returns the new filter
	 * @param reply returns what the member is told, given that filter
	 */
	void filter(Client client, UnaryOperator<Filter> change, Function<Filter, Reply> reply) {
		this.lock.lock();
		try {
			client.filter = change.apply(client.filter);
			this.output.follow(client, this.state.member(client.id) != null);
			this.output.send(client, reply.apply(client.filter));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets a client without a name begin in another room, which is held for it.
	 */
	void sendTo(Client client, Room other) {
		this.lock.lock();
		try {
			client.room = other;
			release();
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
			for (Client client : this.clients.values()) {
				if (client.room.equals(this)) {
					endAtStop(client);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sends nothing more that happens here.
	 */
	void silence() {
		this.lock.lock();
		try {
			this.silent = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begins anew with what the log has kept. All who are here are told from where it is
	 * not what they know, and are sent what others have written there since.
	 * @return the names of the members that are connected to this server, by client
	 */
	Map<String, String> renew(KeptRoom kept) {
		this.lock.lock();
		try {
			RoomState fresh = new RoomState(kept, this.settings, this.memory);
			long same = this.state.history().agreesUntil(fresh.history());
			this.state.history().clear();
			this.state = fresh;
			this.epoch = kept.epoch();
			this.size = this.state.size();
			this.topic = this.state.topic();
			this.lastSpoken = this.state.history().lastSpoken();
			Renewed renewed = new Renewed(name(), kept.epoch(), same);
			Map<String, String> here = new HashMap<>();
			for (Client client : this.clients.values()) {
				if (client.room.equals(this)) {
					client.followsAfter = Math.min(client.followsAfter, same);
					this.output.send(client, renewed);
					String shown = client.shownName;
					if (shown != null) {
						here.put(client.id, shown);
					}
				}
			}
			fresh.history()
				.between(same, Long.MAX_VALUE, (entry) -> true)
				.forEach((entry) -> this.output.broadcast(entry, true));
			this.output.flush();
			return here;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes out and closes a client that was dropped.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean drop(Client client) {
		this.lock.lock();
		try {
			boolean here = client.room.equals(this);
			if (here && this.clients.remove(client.id) != null) {
				end(client);
			}
			return here;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes a client at a stop.
	 * @return false when the client is not, or no longer, in this room
	 */
	boolean closeAtStop(Client client) {
		this.lock.lock();
		try {
			boolean here = client.room.equals(this);
			if (here) {
				endAtStop(client);
			}
			return here;
		}
		finally {
			this.lock.unlock();
		}
	}

	@GuardedBy("lock")
	private void endAtStop(Client client) {
		if (client.endAtStop(CloseReason.GOING_DOWN)) {
			this.clients.remove(client.id);
			this.output.end(client);
			client.gone();
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
	 * Drops its history: it is closed.
	 */
	void clearHistory() {
		this.lock.lock();
		try {
			this.state.history().clear();
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
