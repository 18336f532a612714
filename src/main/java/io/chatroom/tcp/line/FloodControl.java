package io.chatroom.tcp.line;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

import io.chatroom.tcp.socket.NanoClock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * Holds one client's reader back while it sends faster than it may: it is read slower,
 * TCP pushes back, and nothing is lost. A token is a line, a telnet answer, or so many
 * bytes without a line end. Used on the reader's thread.
 */
public final class FloodControl {

	private static final int BYTES_OF_A_TOKEN = 64 * 1024;

	private final LineSettings settings;

	private final NanoClock clock;

	private final LongAdder heldBackNanos;

	private final BooleanSupplier isOver;

	/** Made with the first line: most connections are silent for long. */
	private @Nullable Bucket bucket;

	/** How many bytes without a line end have been paid for. */
	private long paidBytes;

	/**
	 * Creates one with all its tokens.
	 * @param clock the clock
	 * @param heldBackNanos where it counts how long it held its reader back
	 * @param isOver whether the client is not to be held back any more
	 */
	public FloodControl(LineSettings settings, NanoClock clock, LongAdder heldBackNanos, BooleanSupplier isOver) {
		this.settings = settings;
		this.clock = clock;
		this.heldBackNanos = heldBackNanos;
		this.isOver = isOver;
	}

	/**
	 * Takes a token, once there is one.
	 */
	public void spend() {
		this.paidBytes = 0;
		take();
	}

	/**
	 * Takes a token for each so many bytes.
	 * @param unfinishedBytes how many bytes have come since the last line
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
			this.heldBackNanos.add(this.clock.nanoTime() - from);
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
