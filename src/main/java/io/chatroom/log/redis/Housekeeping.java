package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old entries of the rooms that are open, and looks at the engine, once a minute
 * on a thread of its own.
 */
final class Housekeeping implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Housekeeping.class);

	private static final Script TRIM = Script.read("trim");

	private final EngineConnection engine;

	private final Keys keys;

	private final EngineCheck check;

	private final Duration keep;

	private final Collection<OpenRoom> rooms;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread thread = Thread.ofPlatform().name("chat-trim").daemon().unstarted(this::run);

	/**
	 * Creates it.
	 * @param keep how long entries are kept
	 * @param rooms the rooms that are open
	 */
	Housekeeping(EngineConnection engine, Keys keys, EngineCheck check, Duration keep, Collection<OpenRoom> rooms) {
		this.engine = engine;
		this.keys = keys;
		this.check = check;
		this.keep = keep;
		this.rooms = rooms;
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			while (!this.closed.await(1, TimeUnit.MINUTES)) {
				try {
					trim();
					this.check.look();
				}
				catch (EngineException ex) {
					logger.debug("Redis is away; tried again in a minute", ex);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Deletes what is too old now.
	 */
	void trim() {
		for (OpenRoom room : this.rooms) {
			boolean more = true;
			while (more && this.closed.getCount() > 0) {
				more = Long.valueOf(1)
					.equals(this.engine
						.callScript(TRIM, List.of(this.keys.log(room.name)),
								List.of(String.valueOf(this.keep.toMillis())))
						.get(1));
			}
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

}
