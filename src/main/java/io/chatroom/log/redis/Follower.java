package io.chatroom.log.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.chatroom.chat.Entry;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.UnblockType;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is appended to rooms, by any node, and hands it over, on a thread and a
 * connection of its own. It waits in the engine until there is something; a room that is
 * opened meanwhile interrupts that. It never waits for clients that read slowly.
 */
final class Follower implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Follower.class);

	/** How long one read waits in the engine. An answer then shows that it lives. */
	private static final Duration BLOCK = Duration.ofSeconds(1);

	private static final int MOST = 64;

	/** How often it is checked that the engine has what was handed over. */
	private static final Duration COMPARE = Duration.ofSeconds(5);

	private final EngineConnection engine;

	private final EngineConnection reading;

	private final Keys keys;

	private final RoomCheck check;

	private final Delivery delivery;

	private final Pace pace;

	/** By the key of their streams. */
	private final Map<String, OpenRoom> rooms = new ConcurrentHashMap<>();

	/** Whether the connection was lost. Owned by the thread, like the next. */
	private boolean lost = true;

	/** When it was compared with the engine last, as {@link System#nanoTime()}. */
	private long comparedAt;

	/** How often the thread was to look up. */
	private final AtomicLong wanted = new AtomicLong();

	/** How many of these it has seen. */
	private volatile long seen;

	/** The connection's id in the engine, 0 if it is not known. */
	private volatile long id;

	/** When the thread turned last, as {@link System#nanoTime()}. */
	private volatile long turnedAt = System.nanoTime();

	private volatile boolean closed;

	private final Thread thread = Thread.ofPlatform().name("chat-follower").daemon().unstarted(this::run);

	/**
	 * Creates a follower, and starts it.
	 * @param engine for all that does not wait in the engine
	 * @param reading a connection of its own
	 * @param pace waits after several entries
	 */
	Follower(EngineConnection engine, EngineConnection reading, Keys keys, RoomCheck check, Delivery delivery,
			Pace pace) {
		this.engine = engine;
		this.reading = reading;
		this.keys = keys;
		this.check = check;
		this.delivery = delivery;
		this.pace = pace;
		this.thread.start();
	}

	void add(OpenRoom room) {
		this.rooms.put(this.keys.log(room.name), room);
		wake();
	}

	void remove(OpenRoom room) {
		this.rooms.remove(this.keys.log(room.name), room);
	}

	/**
	 * Lets the thread look which rooms there are, and which are suspect.
	 */
	void wake() {
		interrupt(this.wanted.incrementAndGet());
	}

	private void interrupt(long want) {
		if (this.seen >= want || this.closed) {
			return;
		}
		long connection = this.id;
		if (connection != 0) {
			this.engine.send((commands) -> commands.clientUnblock(connection, UnblockType.TIMEOUT))
				.exceptionally((failure) -> 0L);
		}
		// it may not wait in the engine yet
		CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS).execute(() -> interrupt(want));
	}

	/**
	 * Returns for how long it has not been connected.
	 */
	Duration down() {
		return this.reading.down();
	}

	/**
	 * Returns for how long it has been busy with what it has read.
	 */
	Duration busy() {
		return Duration.ofNanos(System.nanoTime() - this.turnedAt);
	}

	private void run() {
		try {
			while (!this.closed) {
				this.turnedAt = System.nanoTime();
				turn();
			}
		}
		catch (InterruptedException ex) {
			this.closed = true;
		}
	}

	private void turn() throws InterruptedException {
		try {
			if (!this.reading.awaitUp(BLOCK)) {
				this.lost = true;
				return;
			}
			if (this.lost) {
				this.id = this.reading.call((commands) -> commands.clientId());
			}
			this.seen = this.wanted.get();
			boolean due = this.lost || System.nanoTime() - this.comparedAt > COMPARE.toNanos();
			this.check.check(due ? this.rooms.values() : suspects());
			this.comparedAt = due ? System.nanoTime() : this.comparedAt;
			this.lost = false;
			read();
		}
		catch (EngineException ex) {
			this.lost = true;
			if (ex.isAway()) {
				// only the connection for the check may be lost
				this.engine.awaitUp(BLOCK);
			}
			else {
				logger.error("Failed to read from Redis: {}", ex.getMessage());
				Thread.sleep(BLOCK);
			}
		}
		catch (RuntimeException ex) {
			logger.error("Rooms could not be followed", ex);
			Thread.sleep(BLOCK);
		}
	}

	private List<OpenRoom> suspects() {
		return this.rooms.values().stream().filter((room) -> room.suspect).toList();
	}

	private void read() throws InterruptedException {
		Map<String, OpenRoom> followed = new HashMap<>();
		List<StreamOffset<String>> offsets = new ArrayList<>();
		this.rooms.forEach((key, room) -> {
			if (!room.outdated && !room.suspect) {
				followed.put(key, room);
				offsets.add(StreamOffset.from(key, room.seen + "-0"));
			}
		});
		if (offsets.isEmpty()) {
			awaitRooms();
			return;
		}
		@SuppressWarnings({ "unchecked", "rawtypes" })
		StreamOffset<String>[] from = offsets.toArray(new StreamOffset[0]);
		List<StreamMessage<String, String>> messages = this.reading
			.call((commands) -> commands.xread(XReadArgs.Builder.block(BLOCK).count(MOST), from));
		Map<OpenRoom, List<StoredBatch>> batches = new LinkedHashMap<>();
		for (StreamMessage<String, String> message : messages) {
			OpenRoom room = followed.get(message.getStream());
			if (room != null && room.equals(this.rooms.get(message.getStream()))) {
				batches.computeIfAbsent(room, (first) -> new ArrayList<>()).add(StoredBatch.of(message));
			}
		}
		int entries = 0;
		for (Map.Entry<OpenRoom, List<StoredBatch>> batch : batches.entrySet()) {
			entries += this.delivery.handOver(batch.getKey(), batch.getValue());
		}
		if (entries > 1) {
			// a line that comes alone is not delayed
			this.pace.await();
		}
	}

	private void awaitRooms() throws InterruptedException {
		while (this.seen == this.wanted.get() && !this.closed) {
			Thread.sleep(10);
			this.turnedAt = System.nanoTime();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.reading.close();
	}

}
