package io.chatroom.tcp.count;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs lines of one kind at INFO, at most 100 a minute. Further lines are counted, and
 * one line with their number follows the minute. Any thread.
 */
public final class SampledLog {

	/** The log stays readable when 10,000 clients connect at once. */
	static final int LINES_A_MINUTE = 100;

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final Logger logger;

	private final String kind;

	private final LongSupplier nanoTime;

	@GuardedBy("this")
	private long minuteBegan;

	@GuardedBy("this")
	private int logged;

	@GuardedBy("this")
	private int leftOut;

	/**
	 * Creates a log without a line.
	 * @param logger takes the lines
	 * @param kind what the lines begin with, for example {@code Connected}
	 * @param nanoTime returns nanoseconds, for example {@link System#nanoTime}
	 */
	public SampledLog(Logger logger, String kind, LongSupplier nanoTime) {
		this.logger = logger;
		this.kind = kind;
		this.nanoTime = nanoTime;
		this.minuteBegan = nanoTime.getAsLong();
	}

	/**
	 * Logs a line, or counts it.
	 * @param keyValues adds the fields of the line
	 * @param message the line after its kind
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
	 * Returns how many lines were only counted, when their minute is over.
	 */
	private synchronized int takeLeftOut() {
		long now = this.nanoTime.getAsLong();
		if (now - this.minuteBegan < MINUTE) {
			return 0;
		}
		int before = this.leftOut;
		this.minuteBegan = now;
		this.logged = 0;
		this.leftOut = 0;
		return before;
	}

	private synchronized boolean hasRoom() {
		if (this.logged == LINES_A_MINUTE) {
			this.leftOut++;
			return false;
		}
		this.logged++;
		return true;
	}

}
