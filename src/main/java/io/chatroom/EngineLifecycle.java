package io.chatroom;

import java.time.Duration;

import io.chatroom.log.redis.Engine;
import io.chatroom.log.redis.RedisRoomLog;

import org.springframework.context.SmartLifecycle;

/**
 * Closes the log in Redis: after the chat, so that it can still append, and before the
 * driver.
 */
final class EngineLifecycle implements SmartLifecycle {

	/** How long what was proposed may take. */
	private static final Duration LAST = Duration.ofSeconds(2);

	private final RedisRoomLog log;

	private final Engine engine;

	private volatile boolean running;

	EngineLifecycle(RedisRoomLog log, Engine engine) {
		this.log = log;
		this.engine = engine;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.log.drain(LAST);
		this.log.close();
		this.engine.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Returns false, because pausing would end the log.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * Returns a phase that ends after that of the chat, and before the channel to the
	 * clients and the driver.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 1;
	}

}
