package io.chatroom.tcp.line;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import io.chatroom.tcp.socket.NanoClock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of one client. While it sends too fast, its reader waits, so TCP slows
 * the client down, and nothing is lost. A line costs one token, and so do a telnet answer
 * and 64 KB without a line end. Used on the reader's thread.
 */
public final class FloodControl {

	private static final int BYTES_OF_A_TOKEN = 64 * 1024;

	private final LineSettings settings;

	private final NanoClock clock;

	private final LongConsumer heldBack;

	private final BooleanSupplier isOver;

	/** Created with the first line, because most connections are silent for long. */
	private @Nullable Bucket bucket;

	/** The bytes without a line end that a token was taken for. */
	private long paidBytes;

	/**
	 * Creates a limit with all its tokens.
	 * @param clock measures the rate
	 * @param heldBack takes the nanoseconds of each wait
	 * @param isOver whether the reader must not wait any more
	 */
	public FloodControl(LineSettings settings, NanoClock clock, LongConsumer heldBack, BooleanSupplier isOver) {
		this.settings = settings;
		this.clock = clock;
		this.heldBack = heldBack;
		this.isOver = isOver;
	}

	/**
	 * Takes a token, and waits for it.
	 */
	public void spend() {
		this.paidBytes = 0;
		take();
	}

	/**
	 * Takes a token for each 64 KB, and waits for it.
	 * @param unfinishedBytes the bytes received since the last line
	 */
	public void spend(long unfinishedBytes) {
		while (unfinishedBytes - this.paidBytes >= BYTES_OF_A_TOKEN) {
			this.paidBytes += BYTES_OF_A_TOKEN;
			take();
		}
	}

	private void take() {
		if (this.settings.messagesPerSecond() == 0) {
			return;
		}
		Bucket tokens = bucket();
		ConsumptionProbe probe = tokens.tryConsumeAndReturnRemaining(1);
		while (!probe.isConsumed() && !this.isOver.getAsBoolean()) {
			long from = this.clock.nanoTime();
			this.clock.park(this, probe.getNanosToWaitForRefill());
			this.heldBack.accept(this.clock.nanoTime() - from);
			probe = tokens.tryConsumeAndReturnRemaining(1);
		}
	}

	private Bucket bucket() {
		if (this.bucket == null) {
			this.bucket = Bucket.builder()
				.addLimit((limit) -> limit.capacity(this.settings.burst())
					.refillGreedy(this.settings.messagesPerSecond(), Duration.ofSeconds(1)))
				.withCustomTimePrecision(new Meter(this.clock))
				.build();
		}
		return this.bucket;
	}

	/**
	 * The clock, as the bucket wants it.
	 */
	private record Meter(NanoClock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.clock.nanoTime();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
