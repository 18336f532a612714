package io.chatroom.log.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what was proposed, on a thread of its own: for each room one batch at a time,
 * for all rooms together. A batch that was not answered is sent again with its number,
 * until the engine has it.
 */
final class Shipper implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Shipper.class);

	/** How often that is tried which has failed. */
	private static final Duration RETRY = Duration.ofMillis(100);

	private final EngineConnection engine;

	private final Collection<Outgoing> rooms;

	private final BatchSender sender;

	private final LogStatistics statistics;

	private final Consumer<OpenRoom> onSuspect;

	private final Runnable onFenced;

	private final BiConsumer<String, Batch> onLost;

	private final LinkedBlockingQueue<Outgoing> ready = new LinkedBlockingQueue<>();

	/** Batches that were not answered. Owned by the thread, like the next three. */
	private final List<Outgoing> failed = new ArrayList<>();

	private long retryAt;

	private long batches;

	private String error = "";

	/** Who appends; another incarnation after a fence. Set while the lock is held. */
	private volatile Node node;

	/** The incarnation that is fenced, 0 for none. Set while the lock is held. */
	private volatile long fenced;

	/** When the oldest batch has failed, as {@link System#nanoTime()}; 0 for none. */
	private volatile long failingSince;

	private volatile boolean closed;

	private final Thread thread = Thread.ofPlatform().name("chat-log").daemon().unstarted(this::run);

	/**
	 * Creates a shipper.
	 * @param rooms the rooms where something is proposed; changed by others
	 * @param onSuspect is called when the engine may have another room than this node;
	 * must not wait
	 * @param onFenced is called when the others have taken this node for dead; must not
	 * wait
	 * @param onLost is given the room's name and each batch that the engine has lost
	 * after it was acknowledged, and that was not handed over
	 */
	Shipper(EngineConnection engine, Keys keys, Node node, Collection<Outgoing> rooms, LogStatistics statistics,
			Consumer<OpenRoom> onSuspect, Runnable onFenced, BiConsumer<String, Batch> onLost) {
		this.engine = engine;
		this.sender = new BatchSender(engine, keys, this::wake);
		this.node = node;
		this.rooms = rooms;
		this.statistics = statistics;
		this.onSuspect = onSuspect;
		this.onFenced = onFenced;
		this.onLost = onLost;
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Notes that there is something to do in a room.
	 */
	void wake(Outgoing room) {
		if (!room.ready.getAndSet(true)) {
			this.ready.add(room);
		}
	}

	/**
	 * Appends as another incarnation from now on. What is proposed after that is not
	 * dropped with what the one before had proposed.
	 */
	synchronized void become(Node fresh) {
		this.node = fresh;
	}

	/**
	 * Returns whether this node is taken for dead.
	 */
	boolean isFenced() {
		return this.fenced >= this.node.incarnation();
	}

	/**
	 * Returns since when something could not be appended, as {@link System#nanoTime()}; 0
	 * if all can.
	 */
	long failingSince() {
		return this.failingSince;
	}

	private void run() {
		try {
			while (!this.closed) {
				Outgoing next = this.ready.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
				if (next != null) {
					next.ready.set(false);
					step(next);
				}
				if (!this.failed.isEmpty() && this.engine.isUp() && System.nanoTime() >= this.retryAt) {
					List<Outgoing> again = List.copyOf(this.failed);
					this.failed.clear();
					again.forEach(this::resend);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void step(Outgoing room) {
		Batch batch = room.onItsWay;
		Object answer = room.takeAnswer();
		if (batch != null && answer != null) {
			handle(room, batch, answer);
		}
		beginAnew(room);
		if (room.resumes()) {
			resend(room);
		}
		if (isFenced()) {
			drop(room);
		}
		else if (room.onItsWay == null) {
			Batch next = room.begin(this.batches + 1, this.node);
			if (next != null) {
				this.batches++;
				send(room, next);
			}
		}
	}

	private void beginAnew(Outgoing room) {
		room.beginAnew().forEach((batch) -> this.onLost.accept(room.room, batch));
	}

	private void resend(Outgoing room) {
		Batch batch = room.onItsWay;
		if (batch != null) {
			this.statistics.countRetry();
			send(room, batch);
		}
	}

	private void send(Outgoing room, Batch batch) {
		OpenRoom open = room.open;
		String epoch = (open != null) ? open.epoch : room.lastEpoch;
		// after the epoch was read: with a new one, this is not missed
		beginAnew(room);
		if (isFenced()) {
			room.done();
			recovered();
			return;
		}
		room.sentAt = System.nanoTime();
		this.sender.send(room, batch, epoch, (open != null) ? open.seen : 0);
	}

	private void handle(Outgoing room, Batch batch, Object answer) {
		if (!(answer instanceof BatchSender.Answer(List<Object> words, long nanos))) {
			failed(room, (Throwable) answer);
			return;
		}
		recovered();
		String word = (String) words.getFirst();
		switch (word) {
			case "OK", "AGAIN" -> {
				appended(room, batch, nanos, (Long) words.get(2));
				if (word.equals("AGAIN")) {
					this.statistics.countHealed();
				}
			}
			case "EPOCH", "LOST" -> stall(room, words);
			case "FENCED" -> {
				room.done();
				fenced(batch.node());
			}
			default -> {
				room.done();
				logger.error("The batch {} of {} was overtaken, and is dropped", batch.writer(), room.room);
			}
		}
	}

	private void appended(Outgoing room, Batch batch, long nanos, long last) {
		room.appended(batch);
		this.statistics.appended(batch, nanos);
		this.sender.noteUse(room);
		OpenRoom open = room.open;
		if (open != null) {
			open.head = last;
		}
	}

	/**
	 * Waits until the follower has seen what the engine has. A room that is closed here
	 * has nothing to compare.
	 */
	private void stall(Outgoing room, List<Object> words) {
		OpenRoom open = room.open;
		if (open != null) {
			open.lost |= words.getFirst().equals("LOST");
			open.suspect = true;
			room.stalled = true;
			this.onSuspect.accept(open);
		}
		else if (words.getFirst().equals("LOST") || !words.get(1).equals("")) {
			room.lastEpoch = words.getFirst().equals("EPOCH") ? (String) words.get(1) : room.lastEpoch;
			room.stalled = true;
		}
		else {
			// the room is gone
			room.done();
		}
	}

	private synchronized void fenced(Node dead) {
		if (dead.equals(this.node) && !isFenced()) {
			fence();
			logger.warn("The other nodes have taken {} for dead. Its clients are closed", dead);
			this.onFenced.run();
		}
	}

	/**
	 * Drops what was proposed, and what is proposed until this node is another
	 * incarnation.
	 */
	synchronized void fence() {
		this.fenced = this.node.incarnation();
		this.rooms.forEach(Outgoing::clear);
	}

	private synchronized void drop(Outgoing room) {
		if (isFenced()) {
			room.clear();
		}
	}

	private void failed(Outgoing room, Throwable failure) {
		this.failed.add(room);
		this.retryAt = System.nanoTime() + RETRY.toNanos();
		if (this.failingSince == 0) {
			this.failingSince = room.sentAt;
		}
		if (!(failure instanceof EngineException engine && engine.isAway())) {
			String message = String.valueOf(failure.getMessage());
			if (!message.equals(this.error)) {
				this.error = message;
				logger.error("Redis cannot store lines, they wait: {}", message);
			}
		}
	}

	private void recovered() {
		if (this.failed.isEmpty()) {
			this.failingSince = 0;
			this.error = "";
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
	}

}
