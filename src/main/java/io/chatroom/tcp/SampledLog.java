package io.chatroom.tcp;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Lines of one kind, at INFO, of which a minute has room for some: those that come beyond
 * are counted, and told of in one line with the first that comes when the minute is over.
 * Any thread.
 */
public final class SampledLog {

	/** Ten thousand clients that come at once are to leave the log readable. */
	static final int LINES_A_MINUTE = 100;

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final Logger logger;

	private final String kind;

	private final LongSupplier nanoClock;

	/** Guarded by this, as are the rest. */
	private long minuteBegan;

	private int said;

	private int leftOut;

	/**
	 * Creates one that has said nothing.
	 * @param logger where it says it
	 * @param kind what lines are about, such as {@code Connected}
	 * @param nanoClock such as {@link System#nanoTime}
	 */
	public SampledLog(Logger logger, String kind, LongSupplier nanoClock) {
		this.logger = logger;
		this.kind = kind;
		this.nanoClock = nanoClock;
		this.minuteBegan = nanoClock.getAsLong();
	}

	/**
	 * Says a line, when there is room for it.
	 * @param keyValues adds what it tells beside its kind
	 * @param message the line
	 * @param arguments for the line's {@code {}}
	 */
	public void say(UnaryOperator<LoggingEventBuilder> keyValues, String message, Object... arguments) {
		int before = takeLeftOut();
		if (before > 0) {
			this.logger.info("{}: {} more in a minute, not told one by one", this.kind, before);
		}
		if (hasRoom()) {
			keyValues.apply(this.logger.atInfo()).log(this.kind + message, arguments);
		}
	}

	/**
	 * Returns how many were left out, when their minute is over.
	 */
	private synchronized int takeLeftOut() {
		long now = this.nanoClock.getAsLong();
		if (now - this.minuteBegan < MINUTE) {
			return 0;
		}
		int before = this.leftOut;
		this.minuteBegan = now;
		this.said = 0;
		this.leftOut = 0;
		return before;
	}

	private synchronized boolean hasRoom() {
		if (this.said == LINES_A_MINUTE) {
			this.leftOut++;
			return false;
		}
		this.said++;
		return true;
	}

}
