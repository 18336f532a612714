package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.chatroom.chat.Entry;
import io.chatroom.chat.KeptRoom;
import io.chatroom.chat.LogWatcher;
import io.chatroom.chat.RoomListener;
import io.chatroom.chat.RoomLog;
import io.chatroom.chat.RoomLogException;
import io.chatroom.protocol.Reply.RoomLine;
import io.chatroom.protocol.RoomEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room log in an engine that several nodes share. The engine numbers what they append,
 * a batch at a time. Each node hands over what it reads back, also of its own, so all
 * have the same order. While the engine is away, what was proposed waits. Any thread.
 */
public final class RedisRoomLog implements RoomLog, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisRoomLog.class);

	private final LogRooms rooms = new LogRooms();

	private final LogStatistics statistics = new LogStatistics();

	private final Engine engine;

	private final ClientIds ids;

	private final RoomReader reader;

	private final EntryReader entries;

	private final Followers followers;

	private final Shipper shipper;

	private final LogState state;

	private final Housekeeping housekeeping;

	private volatile Runnable onLostMembers = () -> {
	};

	private volatile Pace pace = () -> {
	};

	/**
	 * Creates a log, and begins to append and to follow.
	 * @param engine the engine; it stays open
	 * @param keys the names of keys
	 * @param node who appends; its incarnation lives
	 * @param newEpoch returns another word at each call
	 * @param check what is known of the engine
	 * @param settings its settings
	 */
	public RedisRoomLog(Engine engine, Keys keys, ThisNode node, Supplier<String> newEpoch, EngineCheck check,
			RedisLogSettings settings) {
		this(engine, keys, node.current(), node, newEpoch, check, settings);
	}

	/**
	 * Creates a log, and begins to append and to follow.
	 * @param engine the engine; it stays open
	 * @param keys the names of keys
	 * @param node who appends; its incarnation lives, and is higher than all before
	 * @param ids how clients are called elsewhere
	 * @param newEpoch returns another word at each call
	 * @param check what is known of the engine
	 * @param settings its settings
	 */
	RedisRoomLog(Engine engine, Keys keys, Node node, ClientIds ids, Supplier<String> newEpoch, EngineCheck check,
			RedisLogSettings settings) {
		this.engine = engine;
		this.ids = ids;
		this.entries = new EntryReader(engine.commands(), keys, ids, settings.roomEvents(), settings.roomBytes());
		this.reader = new RoomReader(engine.commands(), keys, ids, newEpoch, this.entries);
		this.state = new LogState(this::away);
		this.shipper = new Shipper(engine.commands(), keys, node, this.rooms.outgoing(), this.statistics, this::wake,
				() -> this.state.setFenced(true), this::lost);
		Delivery delivery = new Delivery(ids, this.statistics, this.state::setOutdated);
		this.followers = new Followers(
				engine, keys, new RoomCheck(engine.commands(), keys, this.reader, this.entries, newEpoch,
						this.statistics, this.shipper::wake, delivery, this::lostMembers),
				delivery, () -> this.pace.await());
		this.housekeeping = new Housekeeping(engine.commands(), keys, check, settings.keep(), this.rooms.open());
		this.shipper.start();
		this.housekeeping.start();
		this.state.start();
	}

	/**
	 * Returns what is counted.
	 */
	public LogStatistics statistics() {
		return this.statistics;
	}

	/**
	 * Sets what is called when the engine has lost that a member of this node came, went
	 * or got another name. Nothing is appended then until this node is another
	 * incarnation.
	 * @param called must not wait
	 */
	public void onLostMembers(Runnable called) {
		this.onLostMembers = called;
	}

	/**
	 * Sets what waits, after several entries were handed over, before more are read.
	 */
	public void setPace(Pace awaits) {
		this.pace = awaits;
	}

	private void wake(OpenRoom room) {
		this.followers.wake(room);
	}

	private void lostMembers() {
		this.shipper.fence();
		this.state.setFenced(true);
		this.onLostMembers.run();
	}

	/**
	 * Tells those whose lines the engine has lost before anybody was handed them.
	 */
	private void lost(String room, Batch batch) {
		OpenRoom open = this.rooms.find(room);
		for (Proposal proposal : batch.proposals()) {
			String client = proposal.client();
			if (proposal.isPresence()) {
				lostMembers();
			}
			else if (open != null && client != null) {
				open.refuse(this.ids.known(client));
			}
		}
	}

	/**
	 * Drops what was proposed and not appended, and what is proposed until this node is
	 * another incarnation.
	 */
	public void fence() {
		this.shipper.fence();
	}

	/**
	 * Appends as another incarnation from now on. What was proposed before is dropped if
	 * the old one is fenced.
	 */
	public void become(Node fresh) {
		this.shipper.become(fresh);
		this.state.setFenced(false);
	}

	/**
	 * Returns for how long the engine, or the room log in it, has been away; 0 if it is
	 * here.
	 */
	public Duration away() {
		long failing = this.shipper.failingSince();
		Duration stuck = (failing != 0) ? Duration.ofNanos(System.nanoTime() - failing) : Duration.ZERO;
		return Collections.max(List.of(stuck, this.engine.commands().down(), this.followers.down()));
	}

	@Override
	public List<String> rooms(int most) {
		return shared(most).stream().map(RoomLine::name).toList();
	}

	@Override
	public boolean isShared() {
		return true;
	}

	@Override
	public List<RoomLine> shared(int most) {
		return read(() -> this.reader.rooms(most));
	}

	@Override
	public KeptRoom find(String name, Collection<String> nameKeys) {
		return read(() -> this.reader.find(name, nameKeys));
	}

	@Override
	public @Nullable String named(String epoch) {
		return read(() -> this.reader.named(epoch));
	}

	@Override
	public List<Entry> read(String room, long after, int most) {
		return read(() -> this.entries.read(room, after, most));
	}

	private static <T extends @Nullable Object> T read(Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (EngineException ex) {
			if (!ex.isAway()) {
				logger.error("Failed to read from Redis: {}", ex.getMessage());
			}
			throw new RoomLogException(ex);
		}
	}

	@Override
	public boolean canRead() {
		return true;
	}

	@Override
	public void open(KeptRoom room, Collection<String> nameKeys, RoomListener listener) {
		this.followers.add(this.rooms.open(room, nameKeys, listener));
	}

	@Override
	public void close(String room) {
		OpenRoom open = this.rooms.close(room);
		if (open != null) {
			this.followers.remove(open);
			// its batch may wait for what the follower sees
			this.shipper.wake(open.outgoing);
			open.close();
		}
	}

	@Override
	public void append(String room, @Nullable String client, RoomEvent event, long since) {
		OpenRoom open = this.rooms.find(room);
		if (open == null) {
			throw new IllegalStateException(room + " is not open");
		}
		if (!this.shipper.isFenced()) {
			open.outgoing
				.add(new Proposal((client != null) ? this.ids.kept(client) : null, event, since, System.nanoTime()));
			this.shipper.wake(open.outgoing);
		}
	}

	@Override
	public boolean isStoring() {
		return this.state.isReady() && !this.followers.areBehind();
	}

	@Override
	public void watch(LogWatcher watcher) {
		this.state.watch(watcher);
	}

	@Override
	public long waitedNanos() {
		return this.rooms.waitedNanos();
	}

	/**
	 * Returns how many events wait that the engine has not acknowledged.
	 */
	public int waiting() {
		return this.rooms.waiting();
	}

	/**
	 * Returns how many entries the engine has that were not handed over, of the room with
	 * most of them, about.
	 */
	public long lag() {
		return this.rooms.open().stream().mapToLong((room) -> Math.max(0, room.head - room.seen)).max().orElse(0);
	}

	/**
	 * Returns how many rooms are open on this node.
	 */
	public int openRooms() {
		return this.rooms.open().size();
	}

	/**
	 * Returns whether the engine answers.
	 */
	public boolean isUp() {
		return !this.state.isAway();
	}

	/**
	 * Deletes what is too old now.
	 */
	void trim() {
		this.housekeeping.trim();
	}

	/**
	 * Waits until all is appended that was proposed.
	 * @param longest how long at most
	 * @return whether it is
	 */
	public boolean drain(Duration longest) {
		return this.rooms.drain(longest);
	}

	/**
	 * Stops to append and to follow. What is proposed and not appended is dropped.
	 */
	@Override
	public void close() {
		this.state.close();
		this.housekeeping.close();
		this.shipper.close();
		this.rooms.close();
		this.followers.close();
	}

}
