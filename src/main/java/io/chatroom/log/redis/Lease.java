package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.chatroom.protocol.CloseReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node alive for the others, and finds those that are dead. When the others
 * have taken this node for dead, or the engine was away for too long, all clients are
 * sent away, and the node comes back as another incarnation. A thread of its own.
 */
public final class Lease implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Lease.class);

	private static final Script BEAT = Script.read("beat");

	/** After so much of a lease without a beat of anyone the engine was away. */
	private static final int GAP_PART = 3;

	private static final Duration RETRY = Duration.ofMillis(100);

	/** How long a stop waits for the engine. */
	private static final Duration LAST_WORDS = Duration.ofSeconds(3);

	private final EngineConnection engine;

	private final Keys keys;

	private final ThisNode node;

	private final Reaper reaper;

	private final Incarnations incarnations;

	private final RedisRegister register;

	private final LeaseSettings settings;

	private final CountDownLatch stop = new CountDownLatch(1);

	private final Set<String> beingReaped = ConcurrentHashMap.newKeySet();

	private final LongAdder fenced = new LongAdder();

	private final AtomicBoolean leaving = new AtomicBoolean();

	private final Thread thread = Thread.ofPlatform().name("chat-lease").daemon().unstarted(this::run);

	/** Sends all clients away. */
	private volatile Consumer<CloseReason> drop = (reason) -> {
	};

	private volatile Runnable onEnd = () -> {
	};

	private volatile Consumer<Node> onBegin = (fresh) -> {
	};

	/** Whether the engine has lost who is here. */
	private volatile boolean lostMembers;

	/** When the last beat was sent that was answered, as {@link System#nanoTime()}. */
	private volatile long renewedAt;

	private volatile long nodes = 1;

	/**
	 * Creates the lease of a node that has not begun.
	 */
	public Lease(EngineConnection engine, Keys keys, ThisNode node, Reaper reaper, RedisRegister register,
			LeaseSettings settings) {
		this.engine = engine;
		this.keys = keys;
		this.node = node;
		this.reaper = reaper;
		this.incarnations = new Incarnations(engine, keys, node, reaper, settings.lease());
		this.register = register;
		this.settings = settings;
	}

	/**
	 * Begins the first incarnation, as {@link Incarnations#beginFirst()} does.
	 * @return false if another process that lives has this name
	 * @throws EngineException if the engine does not answer
	 */
	public boolean begin() throws InterruptedException {
		Incarnations.Begun first = this.incarnations.beginFirst();
		if (first != null) {
			this.renewedAt = first.at();
			this.node.become(first.incarnation());
		}
		return first != null;
	}

	/**
	 * Sets what else ends and begins with an incarnation after the first one.
	 */
	public void onChange(Runnable whenEnded, Consumer<Node> whenBegun) {
		this.onEnd = whenEnded;
		this.onBegin = whenBegun;
	}

	/**
	 * Sets who sends all clients away.
	 * @param whenDropped sends them away, for a reason; returns when nothing is proposed
	 * for them any more
	 */
	void onDrop(Consumer<CloseReason> whenDropped) {
		this.drop = whenDropped;
	}

	/**
	 * Lets this node come back as another incarnation, since the engine does not know who
	 * is here: it has lost that.
	 */
	public void lostMembers() {
		this.lostMembers = true;
	}

	/**
	 * Begins to renew the lease.
	 */
	public void start() {
		this.thread.start();
	}

	private void run() {
		try {
			while (!this.stop.await(this.settings.beat().toMillis(), TimeUnit.MILLISECONDS)) {
				try {
					if (this.lostMembers) {
						this.lostMembers = false;
						logger.warn("The engine has lost who is here; the clients are disconnected");
						comeBack(CloseReason.LOST_LOG);
					}
					beat();
					this.register.release();
				}
				catch (EngineException ex) {
					logger.debug("No beat: {}", ex.getMessage());
					if (sinceRenewed().compareTo(this.settings.patience()) > 0) {
						comeBack(CloseReason.LOST_LOG);
					}
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void beat() throws InterruptedException {
		long now = System.nanoTime();
		Node current = this.node.current();
		List<Object> answer = this.engine.callScript(BEAT,
				List.of(this.keys.shared("lease"), this.keys.shared("inc"), this.keys.shared("dead"),
						this.keys.shared("beat")),
				List.of(current.name(), String.valueOf(current.incarnation()),
						String.valueOf(this.settings.lease().toMillis()),
						String.valueOf(this.settings.lease().toMillis() / GAP_PART)));
		if (answer.getFirst().equals("FENCED")) {
			this.fenced.increment();
			logger.warn("The other nodes took this one for dead; its clients are disconnected");
			comeBack(CloseReason.AWAY_TOO_LONG);
			return;
		}
		this.renewedAt = now;
		this.nodes = (Long) answer.get(1);
		((List<?>) answer.get(2)).forEach((name) -> reap(String.valueOf(name)));
	}

	private void reap(String name) {
		if (this.beingReaped.add(name)) {
			Thread.ofVirtual().name("chat-reaper").start(() -> {
				try {
					this.reaper.reap(name, false);
				}
				catch (EngineException ex) {
					logger.debug("Node {} is reaped later: {}", name, ex.getMessage());
				}
				finally {
					this.beingReaped.remove(name);
				}
			});
		}
	}

	/**
	 * Sends all clients away, and begins another incarnation when the engine is back.
	 */
	private void comeBack(CloseReason reason) throws InterruptedException {
		this.node.end();
		this.onEnd.run();
		this.drop.accept(reason);
		boolean isBack = false;
		while (!isBack && !this.stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
			try {
				Incarnations.Begun next = this.incarnations.begin();
				isBack = true;
				this.renewedAt = next.at();
				this.onBegin.accept(new Node(this.node.name(), next.incarnation()));
				// not before: the log would drop the joins of those who claim names now
				this.node.become(next.incarnation());
			}
			catch (EngineException ex) {
				logger.debug("This node comes back later: {}", ex.getMessage());
			}
		}
	}

	/**
	 * Returns how long ago the lease was renewed.
	 */
	public Duration sinceRenewed() {
		return Duration.ofNanos(System.nanoTime() - this.renewedAt);
	}

	/**
	 * Returns how long the lease still is; negative if it is over.
	 */
	public Duration left() {
		return this.settings.lease().minus(sinceRenewed());
	}

	/**
	 * Returns how many nodes lived at the last beat.
	 */
	public long nodes() {
		return this.nodes;
	}

	/**
	 * Returns how often the others took this node for dead.
	 */
	public long fencedCount() {
		return this.fenced.sum();
	}

	/**
	 * Ends this node: its clients leave their rooms, and their names are free. Without
	 * the engine another node does it later.
	 */
	void leave() {
		if (this.leaving.getAndSet(true)) {
			return;
		}
		this.stop.countDown();
		long end = System.nanoTime() + LAST_WORDS.toNanos();
		boolean left = false;
		try {
			this.thread.join(LAST_WORDS);
			while (!left && System.nanoTime() < end) {
				left = leaveNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!left) {
			logger.warn("The engine is away: the members of this node leave when its lease is over");
		}
	}

	private boolean leaveNow() throws InterruptedException {
		try {
			return this.reaper.reap(this.node.name(), true);
		}
		catch (EngineException ex) {
			this.engine.awaitUp(RETRY);
			return false;
		}
	}

	/**
	 * Stops the renewals. The clients stay for the others until the lease is over.
	 */
	@Override
	public void close() {
		this.stop.countDown();
	}

}
