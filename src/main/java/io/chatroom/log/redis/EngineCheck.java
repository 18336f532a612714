package io.chatroom.log.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine is: whether it can be used at all, whether it keeps what it has
 * acknowledged, and whether it may throw something away. Any thread.
 */
public final class EngineCheck {

	private static final Logger logger = LoggerFactory.getLogger(EngineCheck.class);

	private static final int OLDEST = 7;

	/** How often a start looks why the engine is away. */
	private static final Duration LOOK = Duration.ofMillis(200);

	private final EngineConnection engine;

	private volatile boolean durable = true;

	private volatile boolean evicts;

	private volatile double used;

	/**
	 * Creates a check.
	 */
	public EngineCheck(Engine engine) {
		this.engine = engine.commands();
	}

	/**
	 * Waits for the engine, and finds out what it is.
	 * @param patience how long to wait
	 * @throws EngineStartException if it cannot be used
	 */
	public void start(Duration patience) throws EngineStartException {
		try {
			awaitUp(patience);
			Map<String, String> server = info("server");
			String version = server.getOrDefault("redis_version", "0");
			if (Integer.parseInt(version.substring(0, Math.max(1, version.indexOf('.')))) < OLDEST) {
				throw new EngineStartException("is Redis " + version + ", which is too old. Use Redis 7, or Valkey",
						false, null);
			}
			if ("slave".equals(info("replication").get("role"))) {
				throw new EngineStartException(
						"is a replica. Use its primary, or name the Sentinels:" + " spring.data.redis.sentinel.nodes",
						false, null);
			}
			look();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unreachable(ex);
		}
		catch (EngineException ex) {
			throw unreachable(ex);
		}
		if (!this.durable) {
			logger.warn("Redis may lose lines that people have seen, when it or its machine fails:"
					+ " set appendonly yes and appendfsync always");
		}
		if (this.evicts) {
			logger.warn("Redis may throw rooms away when its memory is full: set maxmemory-policy noeviction");
		}
	}

	private void awaitUp(Duration patience) throws EngineStartException, InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		while (!this.engine.awaitUp(LOOK)) {
			EngineStartException problem = unreachable(this.engine.failure());
			if (problem.isPassword() || System.nanoTime() > end) {
				throw problem;
			}
		}
	}

	private static EngineStartException unreachable(@Nullable Throwable failure) {
		Throwable cause = failure;
		String reason = "it does not answer";
		while (cause != null) {
			String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
			if (message.contains("NOAUTH") || message.contains("WRONGPASS")) {
				boolean given = message.contains("WRONGPASS");
				return new EngineStartException(given ? "is wrong" : "is missing: Redis wants one", true, failure);
			}
			reason = message;
			cause = cause.getCause();
		}
		return new EngineStartException("cannot be reached: " + reason, false, failure);
	}

	/**
	 * Looks again at what may change while the engine runs.
	 * @throws EngineException if it does not answer
	 */
	void look() {
		Map<String, String> memory = info("memory");
		long most = Long.parseLong(memory.getOrDefault("maxmemory", "0"));
		this.evicts = most > 0 && !"noeviction".equals(memory.get("maxmemory_policy"));
		this.used = (most > 0) ? Double.parseDouble(memory.getOrDefault("used_memory", "0")) / most : 0;
		this.durable = "1".equals(info("persistence").get("aof_enabled")) && !isWrittenLater();
	}

	/**
	 * Returns whether the engine answers before its disk has what was written. Where
	 * nobody may ask, it is taken for true.
	 */
	private boolean isWrittenLater() {
		try {
			return !"always"
				.equals(this.engine.<Map<String, String>>call((commands) -> commands.configGet("appendfsync"))
					.get("appendfsync"));
		}
		catch (EngineException ex) {
			if (ex.isAway()) {
				throw ex;
			}
			return true;
		}
	}

	private Map<String, String> info(String section) {
		return this.engine.<String>call((commands) -> commands.info(section))
			.lines()
			.filter((line) -> line.indexOf(':') > 0)
			.collect(Collectors.toMap((line) -> line.substring(0, line.indexOf(':')),
					(line) -> line.substring(line.indexOf(':') + 1), (first, second) -> first));
	}

	/**
	 * Returns whether what was acknowledged is on the disk.
	 */
	public boolean isDurable() {
		return this.durable;
	}

	/**
	 * Returns whether the engine may throw keys away when its memory is full.
	 */
	public boolean mayEvict() {
		return this.evicts;
	}

	/**
	 * Returns how much of its memory is used, 0 to 1; 0 if it has no limit.
	 */
	public double used() {
		return this.used;
	}

}
