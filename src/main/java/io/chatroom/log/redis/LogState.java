package io.chatroom.log.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.chatroom.chat.LogWatcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log is away, and who is told. Has a thread of its own, on which it tells.
 */
final class LogState implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LogState.class);

	private static final long PERIOD_MILLIS = 100;

	/** After this people are told. */
	private static final Duration TOLD = Duration.ofSeconds(2);

	/** After this the node is not ready for new people. */
	private static final Duration NOT_READY = Duration.ofSeconds(5);

	private final Supplier<Duration> away;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread thread = Thread.ofPlatform().name("chat-log-state").daemon().unstarted(this::run);

	private volatile @Nullable LogWatcher watcher;

	private volatile boolean fenced;

	private volatile boolean outdated;

	private volatile boolean isAway;

	private boolean toldFenced;

	private boolean toldOutdated;

	/**
	 * Creates a state.
	 * @param away returns for how long the log has been away, 0 if it is here
	 */
	LogState(Supplier<Duration> away) {
		this.away = away;
	}

	void start() {
		this.thread.start();
	}

	void watch(LogWatcher who) {
		this.watcher = who;
	}

	void setFenced(boolean now) {
		this.fenced = now;
	}

	void setOutdated() {
		this.outdated = true;
	}

	/**
	 * Returns whether the node can serve new people.
	 */
	boolean isReady() {
		return !this.fenced && !this.outdated && this.away.get().compareTo(NOT_READY) < 0;
	}

	/**
	 * Returns whether people were told that the log is away.
	 */
	boolean isAway() {
		return this.isAway;
	}

	private void run() {
		try {
			while (!this.closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
				try {
					look();
				}
				catch (RuntimeException ex) {
					logger.error("The state of the log could not be told", ex);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void look() {
		Duration now = this.away.get();
		LogWatcher told = this.watcher;
		if (!this.isAway && now.compareTo(TOLD) >= 0) {
			this.isAway = true;
			logger.warn("Redis is away. Lines wait");
			if (told != null) {
				told.away();
			}
		}
		else if (this.isAway && now.isZero()) {
			this.isAway = false;
			logger.info("Redis is back");
			if (told != null) {
				told.back();
			}
		}
		if (told != null) {
			tell(told);
		}
	}

	private void tell(LogWatcher told) {
		if (this.fenced && !this.toldFenced) {
			told.fenced();
		}
		this.toldFenced = this.fenced;
		if (this.outdated && !this.toldOutdated) {
			this.toldOutdated = true;
			told.outdated();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
