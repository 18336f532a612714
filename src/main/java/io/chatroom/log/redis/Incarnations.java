package io.chatroom.log.redis;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the incarnations of this node. Each has another number, and begins after the
 * clients of the one before have left. One thread at a time.
 */
final class Incarnations {

	private static final Logger logger = LoggerFactory.getLogger(Incarnations.class);

	private static final Script BEGIN = Script.read("begin");

	private final EngineConnection engine;

	private final Keys keys;

	private final ThisNode node;

	private final Reaper reaper;

	private final Duration lease;

	/**
	 * Creates it.
	 * @param lease how long an incarnation that is silent counts as alive
	 */
	Incarnations(EngineConnection engine, Keys keys, ThisNode node, Reaper reaper, Duration lease) {
		this.engine = engine;
		this.keys = keys;
		this.node = node;
		this.reaper = reaper;
		this.lease = lease;
	}

	/**
	 * Begins the first incarnation of this process. Those before it had this name, and
	 * have ended. That takes half a lease if one of them was killed, and a whole one if
	 * Redis was away meanwhile.
	 * @return null if another process that lives has this name
	 * @throws EngineException if the engine does not answer
	 */
	@Nullable Begun beginFirst() throws InterruptedException {
		return isAlive() ? null : begin();
	}

	/**
	 * Returns whether a process that has this name renews its lease again and again. A
	 * dead one gets more time once, after the engine was away, and loses its lease when
	 * another node lets its clients leave.
	 */
	private boolean isAlive() throws InterruptedException {
		Double end = deadline();
		for (int time = 0; time < 2 && end != null; time++) {
			// longer than the time between two beats
			Thread.sleep(this.lease.dividedBy(2));
			Double later = deadline();
			if (end.equals(later)) {
				return false;
			}
			end = later;
		}
		return end != null;
	}

	private @Nullable Double deadline() {
		return this.engine
			.<List<@Nullable Double>>call((commands) -> commands.zmscore(this.keys.shared("lease"), this.node.name()))
			.getFirst();
	}

	/**
	 * Begins another incarnation.
	 * @throws EngineException if the engine does not answer
	 */
	Begun begin() {
		while (true) {
			long now = System.nanoTime();
			List<Object> answer = this.engine.callScript(BEGIN,
					List.of(this.keys.shared("incarnations"), this.keys.shared("inc"), this.keys.shared("lease"),
							this.keys.shared("inbox:" + this.node.name())),
					List.of(this.node.name(), String.valueOf(this.lease.toMillis()),
							String.valueOf(this.node.current().incarnation())));
			if (answer.getFirst().equals("OK")) {
				long incarnation = (Long) answer.get(1);
				logger.info("This is node {}, incarnation {}", this.node.name(), incarnation);
				return new Begun(incarnation, now);
			}
			this.reaper.reap(this.node.name(), true);
		}
	}

	/**
	 * An incarnation that has begun.
	 *
	 * @param incarnation its number
	 * @param at when its lease began, as {@link System#nanoTime()}
	 */
	record Begun(long incarnation, long at) {
	}

}
