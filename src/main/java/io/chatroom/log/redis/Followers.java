package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The followers of all open rooms: one, or in a cluster of engines one for each partition
 * with open rooms. Any thread.
 */
final class Followers implements AutoCloseable {

	/** In place of a partition where one follower reads all rooms. */
	private static final int ALL = -1;

	/** A node that is further behind is not ready for new people. */
	private static final Duration BEHIND = Duration.ofSeconds(5);

	private final Engine engine;

	private final Keys keys;

	private final RoomCheck check;

	private final Delivery delivery;

	private final Pace pace;

	/** By partition. */
	private final Map<Integer, Follower> followers = new ConcurrentHashMap<>();

	Followers(Engine engine, Keys keys, RoomCheck check, Delivery delivery, Pace pace) {
		this.engine = engine;
		this.keys = keys;
		this.check = check;
		this.delivery = delivery;
		this.pace = pace;
	}

	private Follower of(OpenRoom room) {
		int partition = this.engine.isCluster() ? Keys.partition(room.name) : ALL;
		return this.followers.computeIfAbsent(partition, (first) -> new Follower(this.engine.commands(),
				this.engine.connection(), this.keys, this.check, this.delivery, this.pace));
	}

	void add(OpenRoom room) {
		of(room).add(room);
	}

	void remove(OpenRoom room) {
		of(room).remove(room);
	}

	/**
	 * Lets the follower of a room look at it.
	 */
	void wake(OpenRoom room) {
		of(room).wake();
	}

	/**
	 * Returns for how long one of them has not been connected; 0 if all are.
	 */
	Duration down() {
		return longest(this.followers.values().stream().map(Follower::down).toList());
	}

	/**
	 * Returns whether one of them has been busy for long with what it has read.
	 */
	boolean areBehind() {
		return longest(this.followers.values().stream().map(Follower::busy).toList()).compareTo(BEHIND) >= 0;
	}

	private static Duration longest(Collection<Duration> times) {
		return times.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	@Override
	public void close() {
		this.followers.values().forEach(Follower::close);
	}

}
